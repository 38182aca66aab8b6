import { simpleParser, type AddressObject, type ParsedMail } from 'mailparser';

/** One Received line: what a server wrote when it took the mail over; the first is the newest. */
export interface Hop { readonly text: string; readonly at: string | null }
/** What is odd about a mail; people are told, nothing is thrown away for it. */
export type MailProblem = 'unreadable' | 'no_sender' | 'several_senders' | 'no_text' | 'no_received' | 'future_received' | 'reply_to_differs';
export interface ReadMail {
  readonly fromAddress: string; readonly fromName: string; readonly to: readonly string[]; readonly subject: string; readonly text: string; readonly messageId: string;
  readonly hops: readonly Hop[];
  /** Written by a program: it is never answered. */
  readonly isAutomatic: boolean;
  readonly problems: readonly MailProblem[];
  /** A mail that was forwarded as an attachment (message/rfc822), byte-exact. */
  readonly forwarded: Buffer | null;
}

export const longestText = 20_000;
const longestLine = 500;
/** One line of a header, without control characters (a forged header must not break a list or a log). */
export const oneLine = (text: string, max = longestLine): string => text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ').trim().slice(0, max).toWellFormed();
export const manyLines = (text: string): string => text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\n\t]/gu, '').trim().slice(0, longestText).toWellFormed();

const addresses = (field: AddressObject | AddressObject[] | undefined): { name: string; address: string }[] =>
  [field ?? []].flat().flatMap(({ value }) => value.flatMap((entry) => entry.group ?? [entry])).map(({ name, address }) => ({ name: oneLine(name, 100), address: oneLine(address ?? '', 254).toLowerCase() })).filter(({ address }) => address.includes('@'));

/** A Received line's time stands behind its last semicolon (RFC 5322 §3.6.7); null when nobody can read it. */
export function hopOf(line: string): Hop {
  const text = oneLine(line.replace(/^received:\s*/i, ''), 1_000);
  const time = Date.parse(text.slice(text.lastIndexOf(';') + 1).replace(/\(.*\)/, '').trim());
  return { text, at: Number.isNaN(time) ? null : new Date(time).toISOString() };
}

const htmlText = (html: string): string => html.replace(/<(style|script)[\s\S]*?<\/\1>/gi, '').replace(/<(br|\/p|\/div|\/tr)[^>]*>/gi, '\n').replace(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

function isAutomatic(mail: ParsedMail): boolean {
  const value = (name: string) => {
    const found = mail.headers.get(name);
    return typeof found === 'string' ? found.toLowerCase() : '';
  };
  return (value('auto-submitted') !== '' && value('auto-submitted') !== 'no') || ['bulk', 'list', 'junk'].includes(value('precedence')) || mail.headers.has('list') || mail.headers.has('list-id');
}

/** Reads a mail however broken it is. Never throws; what could not be read is named in `problems`. */
export async function readMail(raw: Buffer): Promise<ReadMail> {
  const mail = await simpleParser(raw, { skipImageLinks: true, skipTextToHtml: true, skipHtmlToText: true, maxHtmlLengthToParse: 1_000_000 }).catch(() => null);
  if (!mail || mail.headerLines.every(({ key }) => key === '')) return { fromAddress: '', fromName: '', to: [], subject: '', text: manyLines(raw.subarray(0, longestText).toString('utf8')), messageId: '', hops: [], isAutomatic: false, problems: ['unreadable', 'no_sender'], forwarded: null };
  const senders = addresses(mail.from);
  const reply = addresses(mail.replyTo);
  const text = manyLines(mail.text ?? (mail.html ? htmlText(mail.html) : ''));
  const hops = mail.headerLines.filter(({ key }) => key === 'received').map(({ line }) => hopOf(line));
  const problems: MailProblem[] = [];
  if (senders.length === 0) problems.push('no_sender');
  // RFC 5322 knows one From; a second one is how a reader is shown another sender than the checks have seen.
  if (senders.length > 1 || mail.headerLines.filter(({ key }) => key === 'from').length > 1) problems.push('several_senders');
  if (text === '') problems.push('no_text');
  if (hops.length === 0) problems.push('no_received');
  if (reply.some(({ address }) => senders.every((sender) => sender.address !== address))) problems.push('reply_to_differs');
  return {
    fromAddress: senders[0]?.address ?? '', fromName: senders[0]?.name ?? '', to: [...new Set([...addresses(mail.to), ...addresses(mail.cc)].map(({ address }) => address))].slice(0, 50), subject: oneLine(mail.subject ?? ''), text, messageId: oneLine(mail.messageId ?? '', 300), hops,
    isAutomatic: isAutomatic(mail), problems, forwarded: mail.attachments.find(({ contentType }) => contentType === 'message/rfc822')?.content ?? null,
  };
}
