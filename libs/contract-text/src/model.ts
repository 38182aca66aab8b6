import type { PartyKey, SigningForm } from './terms.js';

/** A stretch of text. `field` names the variable it was filled from; `blank` marks one that is still open. */
export interface Run {
  text: string;
  field?: string;
  blank?: true;
}

export interface ItemModel {
  number: number;
  label: string;
  runs: Run[];
}

export interface ParagraphModel {
  number: number;
  /** Printed number, for example 「2　」; empty where the form prints none. */
  label: string;
  runs: Run[];
  items: ItemModel[];
  proviso: Run[] | null;
}

export interface ArticleModel {
  number: number;
  heading: string;
  paragraphs: ParagraphModel[];
}

export interface SignatureBlock {
  party: PartyKey;
  /** 【甲】 or 【乙】. */
  mark: string;
  lines: { label: string; runs: Run[] }[];
}

export interface AnnexRow {
  label: string;
  text: string;
}

export interface AnnexTable {
  head: string[];
  rows: string[][];
}

export interface AnnexSection {
  number: number;
  heading: string;
  rows: AnnexRow[];
  table: AnnexTable | null;
}

/** 別紙1 個別条件, a part of the signed document. */
export interface AnnexModel {
  title: string;
  lead: string;
  sections: AnnexSection[];
}

/**
 * The contract as it is drawn on the screen and on paper. Both originals are drawn from one model:
 * the mark 甲保有分／乙保有分 is not part of it, so that both carry the same body hash.
 */
export interface ContractModel {
  format: 'hoshu-contract-1';
  signingForm: SigningForm;
  title: string;
  preamble: Run[];
  articles: ArticleModel[];
  closing: string;
  dateLine: Run[];
  signatures: SignatureBlock[];
  annex: AnnexModel;
}
