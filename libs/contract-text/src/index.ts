export { ARTICLES, TITLE } from './articles.js';
export { minutesInWords } from './annex.js';
export { changesMoney, renderAmendment, type AmendmentModel } from './amendment.js';
export { bodyHash } from './body-hash.js';
export { deviationsFromForm, type Deviation } from './deviations.js';
export { diffContracts, diffWords, type DiffBlock, type DiffLine, type DiffPart } from './diff.js';
export { FORM_TEXT } from './form.js';
export type {
  AnnexModel, AnnexRow, AnnexSection, AnnexTable, ArticleModel, ContractModel, ItemModel, ParagraphModel, Run, SignatureBlock,
} from './model.js';
export { formText, parseForm, type FormBlank, type ParsedForm, type ParsedSignature } from './parse-form.js';
export { plainWords } from './plain-words.js';
export type { PlainWords } from './plain-words-fixed.js';
export { asWrittenForm, readWritten, type ArticleReading, type WrittenReading } from './read-written.js';
export { hasFurtherSites, renderContract } from './render.js';
export type { ArticleTemplate, ItemTemplate, ParagraphTemplate } from './template.js';
export { SPECIAL_LIBRARY, type LibraryTerm } from './special-library.js';
export { sampleTerms } from './sample-terms.js';
export { blankTerms } from './terms.js';
export type {
  AnnexTerms, BackupTerms, ContractTerms, CourtTerms, DueConvention, NoticeAddress, PartyKey, PartyTerms, PaymentTiming, ProrationTerms,
  ResponseTargets, SigningForm, SiteTerms, SpecialTerms, TaxMode, TermTerms, WorkTerms,
} from './terms.js';
export { annexText, contractText, runsText } from './text.js';
export { unfilled, type Unfilled } from './unfilled.js';
export { dateInBothCalendars, fieldText } from './values.js';
export type { WrittenValue } from './written-values.js';
