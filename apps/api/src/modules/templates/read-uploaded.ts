import type { ResponseOf, TermsInput, templateRoutes } from '@hoshu/api-schema';
import { asWrittenForm, parseForm, readWritten, type ArticleReading, type WrittenReading } from '@hoshu/contract-text';
import { AppError } from '../../platform/app-error.js';
import { isEncryptedDocx, readDocx } from '../../platform/storage/docx.js';
import { isZip } from '../../platform/storage/zip.js';
import { decodeText } from '../../platform/tables/csv.js';
import { defaultTerms } from '../contracts/index.js';
import { fieldLabel } from './form-fields.js';

type Reading = Omit<ResponseOf<typeof templateRoutes.readFile>, 'deviations'>;
type OwnTerm = NonNullable<Reading['articles'][number]['ownTerm']>;

const mostCharacters = 200_000;
const mostLines = 2_000;
const longestLine = 4_000;
/** A document on the form has at least a third of its lines; contracts of other kinds share hardly one. */
const leastShare = 1 / 3;
const longestTerm = 2_000;
const shown = 30;

interface Written { readonly source: Reading['source']; readonly encoding: Reading['encoding']; readonly text: string }

function textOf(bytes: Buffer): Written {
  if (isEncryptedDocx(bytes)) throw new AppError('form_file_encrypted');
  if (isZip(bytes)) return { source: 'docx', encoding: 'utf-8', text: readDocx(bytes).join('\n') };
  const decoded = decodeText(bytes);
  if (!decoded) throw new AppError('form_file_unreadable');
  return { source: 'text', ...decoded };
}

// Control characters have no place in a clause.
const clauseText = (text: string): string => text.replace(/[^\P{C}\n]/gu, '').trim();

/** Other words than the form's become a 特約, because the 22 articles themselves are never rewritten. */
function ownTermOf({ number, heading, state, text }: ArticleReading): OwnTerm | null {
  if (state === 'same' || state === 'missing') return null;
  const clause = clauseText(state === 'differs' ? `第${number}条を次のとおり読み替える。\n${text}` : text);
  return clause.length > longestTerm ? null : { title: clauseText(state === 'differs' ? `第${number}条（${heading}）の読み替え` : heading).slice(0, 60), text: clause, variables: [] };
}

/** What a template begins with, and over it what the document says. Parties, sites and days are no part of a template. */
function termsOf({ terms, values }: WrittenReading): TermsInput {
  const base = defaultTerms();
  const isWritten = (field: string): boolean => values.some((value) => value.field === field && value.state === 'read');
  const { feeYen, taxMode, timing, transferFeeBearer, noticeDays17, noticeDays18, capWindowMonths, survivalYears, court } = terms;
  return {
    ...base, feeYen, taxMode, timing, transferFeeBearer, noticeDays17, noticeDays18, capWindowMonths, survivalYears, court, dueDay: isWritten('dueDay') ? terms.dueDay : base.dueDay,
    term: { ...base.term, months: terms.term.months, ...(terms.term.renewalMonths === undefined ? {} : { renewalMonths: terms.term.renewalMonths }) },
    annex: { ...base.annex, works: base.annex.works.map((work, index) => ({ ...work, applies: work.applies && terms.annex.works[index]?.applies === true })) },
  };
}

/**
 * Reads an uploaded contract that was written on the form (F004): .docx, or .txt in UTF-8 or Shift_JIS.
 * Throws form_file_unreadable, form_file_encrypted, form_file_too_large, form_file_empty, form_file_unlike.
 */
export function readUploaded(bytes: Buffer): Reading {
  const { source, encoding, text } = textOf(bytes);
  const lines = text.split(/\r\n|[\r\n]/);
  if (text.length > mostCharacters || lines.length > mostLines || lines.some((line) => line.length > longestLine)) throw new AppError('form_file_too_large');
  if (text.trim() === '') throw new AppError('form_file_empty');
  const reading = readWritten(text);
  if (reading.found < reading.of * leastShare) throw new AppError('form_file_unlike');
  const { blanks, unmapped } = parseForm(asWrittenForm(text));
  return {
    source, encoding, title: reading.title, blanks: { fields: new Set(blanks.map(({ field }) => field)).size, runs: blanks.reduce((sum, { runs }) => sum + runs, 0) }, unmapped: unmapped.slice(0, shown),
    values: reading.values.map((value) => ({ ...value, label: fieldLabel(value.field) })),
    articles: reading.articles.map((article) => ({ number: article.number, heading: article.heading, state: article.state, writtenNumber: article.writtenNumber, lines: article.lines, ownTerm: ownTermOf(article) })),
    unplaced: reading.unplaced.slice(0, shown), terms: termsOf(reading),
  };
}
