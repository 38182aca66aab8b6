/** An item (号). A plain string is always printed. */
export type ItemTemplate = string | { text: string; when: 'furtherSites' };

/** A paragraph (項). Its number is its place in the article. */
export interface ParagraphTemplate {
  text: string;
  /** The form prints no number before this paragraph (第4条2項). */
  unnumbered?: true;
  items?: readonly ItemTemplate[];
  /** Items are printed 「1. 」 instead of 「（1）」 (第2条). */
  dotted?: true;
  /** ただし書, printed on a line of its own. */
  proviso?: string;
}

export interface ArticleTemplate {
  number: number;
  heading: string;
  paragraphs: readonly ParagraphTemplate[];
}

export type TemplatePart = { kind: 'text'; text: string } | { kind: 'variable'; field: string; blank: string };

const VARIABLE = /\{([^|{}]+)\|([^{}]*)\}/g;

/**
 * Splits a template text at its `{field|blank}` variables.
 * @returns the parts in order; empty texts are left out
 */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let position = 0;
  for (const match of template.matchAll(VARIABLE)) {
    if (match.index > position) parts.push({ kind: 'text', text: template.slice(position, match.index) });
    parts.push({ kind: 'variable', field: match[1] ?? '', blank: match[2] ?? '' });
    position = match.index + match[0].length;
  }
  if (position < template.length) parts.push({ kind: 'text', text: template.slice(position) });
  return parts;
}

/** The template as the form prints it: every variable replaced by its blank. */
export function asForm(template: string): string {
  return templateParts(template)
    .map((part) => (part.kind === 'text' ? part.text : part.blank))
    .join('');
}

/** What is printed before a paragraph. */
export function paragraphLabel(index: number, paragraph: ParagraphTemplate): string {
  return index === 0 || paragraph.unnumbered ? '' : `${index + 1}　`;
}

/** What is printed before an item. */
export function itemLabel(index: number, paragraph: ParagraphTemplate): string {
  return paragraph.dotted ? `${index + 1}. ` : `（${index + 1}）`;
}
