import { useSyncExternalStore } from 'react';

export type SchemeChoice = 'auto' | 'light' | 'dark';
// index.html reads the same key before the first paint.
const storageKey = 'hoshu-color-scheme';
const listeners = new Set<() => void>();
const darkDevice = () => window.matchMedia('(prefers-color-scheme: dark)');

const choice = (): SchemeChoice => {
  const stored = localStorage.getItem(storageKey);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
};
const shown = (): 'light' | 'dark' => {
  const wanted = choice();
  if (wanted !== 'auto') return wanted;
  return darkDevice().matches ? 'dark' : 'light';
};
const apply = () => {
  document.documentElement.setAttribute('data-mantine-color-scheme', shown());
  listeners.forEach((listener) => listener());
};

/** Light, dark or as the device has it; remembered in this browser. */
export function chooseScheme(wanted: SchemeChoice): void {
  if (wanted === 'auto') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, wanted);
  apply();
}

/** Follows the device from now on. Once, at the start. */
export const followDevice = (): void => darkDevice().addEventListener('change', apply);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => { listeners.delete(listener); };
};
/** What the person chose. */
export const useSchemeChoice = (): SchemeChoice => useSyncExternalStore(subscribe, choice);
/** What is on the screen. */
export const useShownScheme = (): 'light' | 'dark' => useSyncExternalStore(subscribe, shown);
