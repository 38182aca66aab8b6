import { fontFor, MISSING_CHARACTER, type FontChoice } from './fonts.js';

export interface TextPiece {
  text: string;
  font?: 'fallback';
  /** May be cut anywhere: a long address or hash that no line could hold. */
  wordBreak?: 'break-all';
}

/** Variation selectors choose a shape that the fonts do not carry; the base character stays. */
const INVISIBLE = /[\u{fe00}-\u{fe0f}\u{e0100}-\u{e01ef}\u{200b}-\u{200d}\u{feff}]/gu;
const DECOMPOSED_KANA = /[\u3041-\u30ff][\u3099\u309a]/g;

function prepare(text: string): string {
  // NFC on the whole text would exchange name characters such as 神 (U+FA19), so only kana are composed.
  return text.replace(INVISIBLE, '').replace(DECOMPOSED_KANA, (pair) => pair.normalize('NFC'));
}

const isPlain = (text: string): boolean => {
  for (const character of text) {
    if (character !== '\n' && character !== '\t' && fontFor(character.codePointAt(0) ?? 0) !== 'main') return false;
  }
  return true;
};

const LONG_TOKEN = /[\x21-\x7e]{28,}/g;

function cutLongTokens(piece: TextPiece): TextPiece[] {
  const pieces: TextPiece[] = [];
  let position = 0;
  for (const match of piece.text.matchAll(LONG_TOKEN)) {
    if (match.index > position) pieces.push({ ...piece, text: piece.text.slice(position, match.index) });
    pieces.push({ ...piece, text: match[0], wordBreak: 'break-all' });
    position = match.index + match[0].length;
  }
  if (position < piece.text.length || pieces.length === 0) pieces.push({ ...piece, text: piece.text.slice(position) });
  return pieces;
}

/**
 * Splits a text where the main font lacks characters (𠮷 in BIZ UD).
 * @returns pieces in order; a character that no font has becomes 〓
 */
export function fallbackPieces(original: string): TextPiece[] {
  const text = prepare(original);
  if (isPlain(text)) return cutLongTokens({ text });
  const pieces: TextPiece[] = [];
  let last: FontChoice | null = null;
  for (const character of text) {
    const choice: FontChoice = /\s/.test(character) ? (last ?? 'main') : fontFor(character.codePointAt(0) ?? 0);
    const family: FontChoice = choice === 'missing' ? 'main' : choice;
    const shown = choice === 'missing' ? MISSING_CHARACTER : character;
    const piece = pieces.at(-1);
    if (piece && family === last) piece.text += shown;
    else pieces.push(family === 'fallback' ? { text: shown, font: 'fallback' } : { text: shown });
    last = family;
  }
  return pieces.flatMap(cutLongTokens);
}

const CHILDREN = ['stack', 'columns', 'ul', 'ol', 'content'] as const;

type PlainObject = Record<string, unknown>;
const isObject = (value: unknown): value is PlainObject => typeof value === 'object' && value !== null && !Array.isArray(value);

function withPieces(node: PlainObject, text: string): PlainObject {
  const pieces = fallbackPieces(text);
  return pieces.length === 1 && Object.keys(pieces[0] ?? {}).length === 1 ? { ...node, text: pieces[0]?.text ?? '' } : { ...node, text: pieces };
}

function inlineList(runs: unknown[]): unknown[] {
  return runs.flatMap((run): unknown[] => {
    if (typeof run === 'string') return fallbackPieces(run);
    if (!isObject(run) || typeof run.text !== 'string') return [run];
    return fallbackPieces(run.text).map((piece) => ({ ...run, ...piece }));
  });
}

function objectWithFallback(node: PlainObject): PlainObject {
  let result = node;
  if (typeof node.text === 'string') result = withPieces(node, node.text);
  else if (Array.isArray(node.text)) result = { ...node, text: inlineList(node.text) };
  for (const key of CHILDREN) {
    if (result[key] !== undefined) result = { ...result, [key]: withFallback(result[key]) };
  }
  if (isObject(result.table) && Array.isArray(result.table.body)) {
    result = { ...result, table: { ...result.table, body: withFallback(result.table.body) } };
  }
  return result;
}

/**
 * Copies a document tree with per-character font fallback in every text of it.
 * @param node any content of a document: text, list, table, stack …
 */
export function withFallback(node: unknown): unknown {
  if (typeof node === 'string') return withPieces({}, node);
  if (Array.isArray(node)) return node.map(withFallback);
  return isObject(node) ? objectWithFallback(node) : node;
}
