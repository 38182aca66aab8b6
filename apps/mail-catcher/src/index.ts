export type { MessageSummary } from './message-store.js';
export type { Attachment, Message } from './read-message.js';
export { startMailCatcher, type MailCatcher, type MailCatcherOptions } from './start-mail-catcher.js';
