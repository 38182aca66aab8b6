import { createRequire } from 'node:module';
import type { FieldsData } from '@kenjiuno/msgreader';
import { hopOf, manyLines, oneLine, type MailProblem, type ReadMail } from './read-mail.js';

// CommonJS with a default export: Node and the test runner wrap it differently, a plain require does not.
const { default: MsgReader } = createRequire(import.meta.url)('@kenjiuno/msgreader') as typeof import('@kenjiuno/msgreader');

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');
export const isMsg = (raw: Buffer): boolean => raw.subarray(0, 8).equals(magic);

/** Header lines of one name, unfolded. */
const headersNamed = (headers: string, name: string): string[] => headers.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/).filter((line) => line.toLowerCase().startsWith(`${name}:`)).map((line) => line.slice(name.length + 1).trim());

function fields(raw: Buffer): FieldsData | null {
  try {
    const read = new MsgReader(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.length) as ArrayBuffer).getFileData();
    return read.error ? null : read;
  } catch {
    return null;
  }
}

/** Reads an Outlook `.msg`: its transport headers carry the original Received lines. Never throws. */
export function readMsg(raw: Buffer): ReadMail {
  const message = fields(raw);
  const headers = message?.headers ?? '';
  const [fromAddress = ''] = [message?.senderSmtpAddress, message?.creatorSMTPAddress, /<([^<>\s]+@[^<>\s]+)>|([^<>\s"]+@[^<>\s"]+)/.exec(headersNamed(headers, 'from')[0] ?? '')?.slice(1).find(Boolean), message?.senderEmail].filter((address) => address?.includes('@'));
  const hops = headersNamed(headers, 'received').map(hopOf);
  const text = manyLines(message?.body ?? '');
  const problems: MailProblem[] = [];
  if (!message) problems.push('unreadable');
  if (!fromAddress) problems.push('no_sender');
  if (message && text === '') problems.push('no_text');
  if (hops.length === 0) problems.push('no_received');
  return {
    fromAddress: oneLine(fromAddress, 254).toLowerCase(), fromName: oneLine(message?.senderName ?? '', 100), to: (message?.recipients ?? []).map((entry) => oneLine(entry.smtpAddress ?? entry.email ?? '', 254).toLowerCase()).filter((address) => address.includes('@')).slice(0, 50),
    subject: oneLine(message?.subject ?? ''), text, messageId: oneLine(headersNamed(headers, 'message-id')[0] ?? message?.messageId ?? '', 300), hops, isAutomatic: false, problems, forwarded: null,
  };
}
