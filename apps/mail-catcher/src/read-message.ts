import { simpleParser } from 'mailparser';
import type { MessageStore, MessageSummary } from './message-store.js';

export interface Attachment {
  readonly index: number;
  readonly filename: string;
  readonly contentType: string;
  readonly sizeBytes: number;
}

/** One mail with its parts. */
export interface Message extends MessageSummary {
  /** The From header as written by the sender. */
  readonly fromHeader: string;
  readonly messageId: string | null;
  readonly text: string;
  readonly html: string | null;
  readonly attachments: readonly Attachment[];
}

/** Reads a kept mail, or null when there is none of this id. */
export async function readMessage(store: MessageStore, id: string): Promise<Message | null> {
  const summary = store.get(id);
  const raw = await store.raw(id);
  if (!summary || !raw) return null;
  const parsed = await simpleParser(raw, { skipTextToHtml: true });
  return {
    ...summary,
    fromHeader: parsed.from?.text ?? summary.from,
    messageId: parsed.messageId ?? null,
    text: parsed.text ?? '',
    html: parsed.html || null,
    attachments: parsed.attachments.map((attachment, index) => ({
      index,
      filename: attachment.filename ?? `attachment-${index + 1}`,
      contentType: attachment.contentType,
      sizeBytes: attachment.size,
    })),
  };
}

/** The bytes and name of one attachment, or null. */
export async function readAttachment(store: MessageStore, id: string, index: number): Promise<{ filename: string; content: Buffer } | null> {
  const raw = await store.raw(id);
  const found = raw ? (await simpleParser(raw)).attachments[index] : undefined;
  return found ? { filename: found.filename ?? `attachment-${index + 1}`, content: found.content } : null;
}
