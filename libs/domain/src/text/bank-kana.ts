const FULL_WIDTH = 'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン';
const HALF_WIDTH = 'ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ';
const SMALL = 'ァィゥェォッャュョヮヵヶ';
const LARGE = 'アイウエオツヤユヨワカケ';
const ALLOWED = /^[ｱ-ﾝｦﾞﾟA-Z0-9 ().,/\-¥｢｣]*$/u;

const HALF_OF = new Map([...FULL_WIDTH].map((kana, index) => [kana, HALF_WIDTH[index] ?? kana]));
const LARGE_OF = new Map([...SMALL].map((kana, index) => [kana, LARGE[index] ?? kana]));
const VOICED: Readonly<Record<string, string>> = { '\u3099': 'ﾞ', '\u309a': 'ﾟ' };
const PUNCTUATION: Readonly<Record<string, string>> = { '「': '｢', '」': '｣', '・': '.', '。': '.', '、': ',', '￥': '¥', '\\': '¥' };

const hiraganaToKatakana = (text: string): string => text.replace(/[ぁ-ゖ]/gu, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60));

function bankCharacter(character: string): string {
  const large = LARGE_OF.get(character) ?? character;
  return HALF_OF.get(large) ?? VOICED[large] ?? PUNCTUATION[large] ?? large;
}

/** The text in bank kana; `invalid` lists the characters that a bank file cannot carry (kanji, lower symbols). */
export interface BankKana {
  readonly value: string;
  readonly ok: boolean;
  readonly invalid: readonly string[];
}

/**
 * Half-width bank kana in capitals (全銀): hiragana and full width become half width, ｯ and ｬ become ﾂ and ﾔ, every long-vowel bar becomes '-',
 * letters become capitals, runs of spaces become one. Characters that remain impossible are reported, not dropped.
 */
export function bankKana({ text }: { readonly text: string }): BankKana {
  // NFKC would put a space before a free-standing mark.
  const marked = text.replace(/゛/g, '\u3099').replace(/゜/g, '\u309a');
  const katakana = hiraganaToKatakana(marked.normalize('NFKC')).normalize('NFD');
  const plain = katakana.replace(/[ー‐‑‒–—―−－]/gu, '-').toUpperCase();
  const value = [...plain].map(bankCharacter).join('').replace(/\s+/gu, ' ').trim();
  const invalid = [...new Set([...value].filter((character) => !ALLOWED.test(character)))];
  return { value, ok: invalid.length === 0, invalid };
}
