import { z } from 'zod';
import { diffBlock } from './amendments.js';
import { ownTerm, termsInput } from './contract-terms.js';
import { line, localDate, uuid, version } from './fields.js';
import { defineRoute } from './route.js';

const sentence = z.strictObject({ ja: z.string(), en: z.string() });
const points = z.array(z.strictObject({ path: z.string(), ...sentence.shape }));
export const templateRow = z.strictObject({
  id: uuid, name: z.string(), isRetired: z.boolean(), version, /** The newest version: what the next contract begins with. */ versionId: uuid, number: z.int(), savedBy: z.string(), savedOn: localDate, contractCount: z.int(),
  /** Where it differs from the form (D1, 特約). */ deviations: points,
});
export const templateView = z.strictObject({
  ...templateRow.shape, terms: termsInput, versions: z.array(z.strictObject({ id: uuid, number: z.int(), savedBy: z.string(), savedOn: localDate, contractCount: z.int(), deviations: points })),
});
/** One ● of the form. */
const formField = z.strictObject({ field: z.string(), place: z.string(), runs: z.int(), label: sentence, hint: sentence, example: z.string() });
const libraryTerm = z.strictObject({ key: z.string(), title: z.string(), plain: sentence, law: z.string(), clause: ownTerm.nullable() });

/** A document on the form as it was read (F004). Nothing of it is stored. */
const formReading = z.strictObject({
  source: z.enum(['docx', 'text']), encoding: z.enum(['utf-8', 'shift_jis']), title: z.string(),
  /** ● that were left open: of how many fields, in how many runs; and lines with a ● that the form does not have. */ blanks: z.strictObject({ fields: z.int(), runs: z.int() }), unmapped: z.array(z.string()),
  /** What was filled in. `unclear`: not understood; `contradicts`: another value than in the place before. */ values: z.array(z.strictObject({ field: z.string(), label: sentence, place: z.string(), text: z.string(), state: z.enum(['read', 'unclear', 'contradicts']) })),
  articles: z.array(z.strictObject({
    number: z.int(), heading: z.string(), state: z.enum(['same', 'differs', 'missing', 'added']), writtenNumber: z.int().nullable(), lines: diffBlock.shape.lines,
    /** The other words as a 特約; null where there are none or too many. */ ownTerm: ownTerm.nullable(),
  })),
  unplaced: z.array(z.string()), /** What a template made from it would hold. */ terms: termsInput, deviations: points,
});

const read = { permission: 'contract.read', audience: ['vendor'] } as const;
const write = { permission: 'contract.write', audience: ['vendor'] } as const;
const contractTemplateId = z.strictObject({ contractTemplateId: uuid });
const body = z.strictObject({ name: line(60), /** Without days: a template has no 契約日 and no first day. */ terms: termsInput });

export const templateRoutes = {
  list: defineRoute({ ...read, id: 'templates.list', method: 'GET', path: '/api/v1/contract-templates', summary: { ja: '自社のひな形の一覧', en: "The vendor's own templates" }, response: z.strictObject({ items: z.array(templateRow) }) }),
  form: defineRoute({
    ...read, id: 'templates.form', method: 'GET', path: '/api/v1/contract-templates/form', summary: { ja: '標準のひな形（22条、●の項目、特約の候補）', en: 'The built-in form: articles, blanks, 特約 to pick' },
    response: z.strictObject({ title: z.string(), articles: z.array(z.strictObject({ number: z.int(), heading: z.string(), plain: sentence })), fields: z.array(formField), library: z.array(libraryTerm), terms: termsInput }),
  }),
  create: defineRoute({ ...write, id: 'templates.create', method: 'POST', path: '/api/v1/contract-templates', summary: { ja: '自社のひな形を作る', en: 'Make a template' }, body, response: templateView }),
  readFile: defineRoute({ ...write, id: 'templates.readFile', method: 'POST', path: '/api/v1/uploads/contract-templates', consumes: 'upload', summary: { ja: 'ひな形で作った契約書（.docx・.txt）を読み取る（保存はしない）', en: 'Read a contract made on the form (.docx, .txt); nothing is stored' }, response: formReading }),
  compare: defineRoute({
    ...read, id: 'templates.compare', method: 'GET', path: '/api/v1/contract-templates/:contractTemplateId/comparison', summary: { ja: 'ひな形の二つの版の違い', en: 'What differs between two versions of a template' }, params: contractTemplateId,
    query: z.strictObject({ before: z.coerce.number().int().min(1), after: z.coerce.number().int().min(1) }), response: z.strictObject({ before: z.int(), after: z.int(), changes: z.array(diffBlock) }),
  }),
  get: defineRoute({ ...read, id: 'templates.get', method: 'GET', path: '/api/v1/contract-templates/:contractTemplateId', summary: { ja: '自社のひな形', en: 'One template' }, params: contractTemplateId, response: templateView }),
  save: defineRoute({ ...write, id: 'templates.save', method: 'PUT', path: '/api/v1/contract-templates/:contractTemplateId', ifMatch: true, summary: { ja: 'ひな形を保存する（内容が変われば新しい版になる）', en: 'Save a template; changed terms become a new version' }, params: contractTemplateId, body, response: templateView }),
  retire: defineRoute({ ...write, id: 'templates.retire', method: 'PUT', path: '/api/v1/contract-templates/:contractTemplateId/retirement', ifMatch: true, summary: { ja: 'ひな形の利用をやめる・再開する', en: 'Retire a template or take it up again' }, params: contractTemplateId, body: z.strictObject({ isRetired: z.boolean() }), response: templateView }),
} as const;
