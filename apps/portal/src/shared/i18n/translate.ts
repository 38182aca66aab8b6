import { i18n, type Messages } from '@lingui/core';
import { useLingui } from '@lingui/react';
import { useCallback } from 'react';
import { catalogueLoaders, type MessageId, type Slice } from './catalogues.js';

export type Locale = 'ja' | 'en';
export type DisplayLocale = Locale | 'pseudo';
export type MessageValues = Readonly<Record<string, string | number>>;
export type Translate = (id: MessageId, values?: MessageValues) => string;

const storageKey = 'hoshu-locale';
const wanted = new Set<Slice>();
const loaded = new Map<Locale, Messages>();
/** Slices whose texts stand on the screen in every locale shown so far. */
const shown = new Set<Slice>();
let target: DisplayLocale = 'ja';

const sourceOf = (locale: DisplayLocale): Locale => (locale === 'pseudo' ? 'ja' : locale);

// In the pseudo-locale every text of a catalogue stands in ⟦ ⟧, so a bare text on the screen is one nobody translated.
const bracket = (messages: Messages): Messages =>
  Object.fromEntries(Object.entries(messages).map(([id, message]) => [id, ['⟦', ...(Array.isArray(message) ? message : [message]), '⟧']]));

/** Locale of this visit: `?locale=`, then the stored choice, then Japanese. */
export function initialLocale(search: string): DisplayLocale {
  const asked = new URLSearchParams(search).get('locale');
  if (asked === 'ja' || asked === 'en' || asked === 'pseudo') return asked;
  return localStorage.getItem(storageKey) === 'en' ? 'en' : 'ja';
}

/** The locale on the screen. */
export const currentLocale = (): DisplayLocale => (i18n.locale === 'pseudo' ? 'pseudo' : i18n.locale === 'en' ? 'en' : 'ja');
/** The language of texts that come from the API in both languages. */
export const textLanguage = (): Locale => sourceOf(currentLocale());

/** Whether the person chose a language in this browser. */
export const hasStoredLocale = (): boolean => localStorage.getItem(storageKey) !== null;

async function show(): Promise<void> {
  const locale = target;
  const source = sourceOf(locale);
  const slices = [...wanted];
  const catalogues = await Promise.all(slices.map((slice) => catalogueLoaders[source][slice]()));
  // The language was changed during the wait: what was asked for last is shown.
  if (target !== locale) return show();
  // Read after the wait: a later page's texts may have come in meanwhile.
  const merged: Messages = Object.assign({}, loaded.get(source), ...catalogues.map((catalogue) => catalogue.default));
  loaded.set(source, merged);
  slices.forEach((slice) => shown.add(slice));
  document.documentElement.lang = source;
  i18n.loadAndActivate({ locale, messages: locale === 'pseudo' ? bracket(merged) : merged });
}

/** Starts the texts: the shell's catalogue and those of the first page. Resolves when they can be shown. */
export const startTexts = (locale: DisplayLocale, slices: readonly Slice[]): Promise<void> => {
  slices.forEach((slice) => wanted.add(slice));
  target = locale;
  return show();
};

/** Loads the catalogues a page needs; resolves when its texts can be shown, also while another page has only begun to load them. */
export async function needTexts(slices: readonly Slice[]): Promise<void> {
  if (slices.every((slice) => shown.has(slice))) return;
  slices.forEach((slice) => wanted.add(slice));
  await show();
}

/** Switches the language and remembers it in this browser. */
export async function switchLocale(locale: Locale): Promise<void> {
  localStorage.setItem(storageKey, locale);
  target = locale;
  await show();
}

/** Text outside components (error texts of the client). Inside components use `useT`. */
export const translate: Translate = (id, values) => i18n._(id, values);

/** `t('shell.signOut')`: typed ids, re-renders when the language changes. */
export function useT(): Translate {
  const { _ } = useLingui();
  return useCallback<Translate>((id, values) => _(id, values), [_]);
}

export type { MessageId, Slice };
