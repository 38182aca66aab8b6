import type { Tone } from './Status.js';

export interface Notice { readonly id: number; readonly tone: Tone; readonly text: string }

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();
const set = (next: readonly Notice[]) => {
  notices = next;
  listeners.forEach((listener) => listener());
};

/** Takes a message away. */
export const dismiss = (id: number): void => set(notices.filter((notice) => notice.id !== id));

/** Says at the foot of the page that something was done (`保存しました`). Errors that need an answer belong beside their form. */
export function notify(notice: { readonly tone: Tone; readonly text: string }): void {
  lastId += 1;
  const id = lastId;
  set([...notices.slice(-2), { id, ...notice }]);
  setTimeout(() => dismiss(id), 6_000);
}

export const noticeStore = {
  subscribe: (listener: () => void) => {
    listeners.add(listener);
    return () => { listeners.delete(listener); };
  },
  read: () => notices,
};
