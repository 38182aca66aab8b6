import { useCallback, useEffect, useState } from 'react';

const storageKey = 'hoshu-queue-keys';
const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'SELECT', 'TEXTAREA'].includes(target.tagName));
const steps: Readonly<Record<string, number>> = { j: 1, k: -1 };

/** Marks the button that opens a row; J and K walk over these. */
export const rowButton = 'data-row-act';

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('[role="dialog"]')) return;
  const buttons = [...document.querySelectorAll<HTMLElement>(`[${rowButton}]`)];
  const at = buttons.findIndex((button) => button.closest('tr')?.contains(document.activeElement));
  const key = event.key.toLowerCase();
  const step = steps[key];
  if (buttons.length === 0 || (step === undefined && key !== 'e')) return;
  event.preventDefault();
  if (step === undefined) return buttons[Math.max(at, 0)]?.click();
  const next = buttons[Math.min(Math.max(at < 0 ? 0 : at + step, 0), buttons.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

/** J and K go to the next and the former row, E opens it; single keys can be switched off (WCAG 2.1.4), and this browser remembers it. */
export function useRowKeys(): { readonly isOn: boolean; readonly setOn: (on: boolean) => void } {
  const [isOn, setIsOn] = useState(() => localStorage.getItem(storageKey) !== 'off');
  useEffect(() => {
    if (!isOn) return undefined;
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [isOn]);
  const setOn = useCallback((on: boolean) => {
    localStorage.setItem(storageKey, on ? 'on' : 'off');
    setIsOn(on);
  }, []);
  return { isOn, setOn };
}
