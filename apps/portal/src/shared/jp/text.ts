const hyphens = /[‐‑‒–—―−ーｰ]/g;

/** Full-width digits and separators → the digits alone: `１００ー０００１` → `1000001`. */
export const digits = (raw: string): string => raw.normalize('NFKC').replace(/\D/g, '');

/** Postal code: seven digits in any width → `100-0001`; anything else comes back half-width for the person to correct. */
export function postalCode(raw: string): string {
  const found = digits(raw);
  return found.length === 7 ? `${found.slice(0, 3)}-${found.slice(3)}` : raw.normalize('NFKC').trim();
}

/** Telephone: half-width, hyphens kept where the person put them (an area code's length cannot be guessed). */
export const telephone = (raw: string): string => raw.normalize('NFKC').replace(hyphens, '-').replace(/[^\d+()-]/g, '');

/** Hiragana and half-width kana → full-width katakana. Never for names in kanji: NFKC would change 髙 and ㈱. */
export const katakana = (raw: string): string =>
  raw.normalize('NFKC').replace(/[ぁ-ゖ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0x60)).trim();

/** Whether a text is katakana alone, with ー ・ and spaces. */
export const isKatakana = (text: string): boolean => /^[ァ-ヶー・\s]+$/.test(text);

/** E-mail: half-width, no blanks around it. */
export const mailAddress = (raw: string): string => raw.normalize('NFKC').trim();
