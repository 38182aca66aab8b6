import { slashDate } from '../jp/dates.js';

/** Rules speak in ISO days; people read 2026/11/22. */
export const readable = (text: string): string => text.replace(/\d{4}-\d{2}-\d{2}/g, slashDate);
