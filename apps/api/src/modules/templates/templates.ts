import { Injectable } from '@nestjs/common';
import type { BodyOf, ResponseOf, TermsInput, templateRoutes as routes } from '@hoshu/api-schema';
import { blankTerms, deviationsFromForm, diffContracts, FORM_TEXT, parseForm, plainWords, renderContract, SPECIAL_LIBRARY, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import type { Actor } from '../../platform/actor.js';
import { AppError, found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { defaultTerms } from '../contracts/index.js';
import { formFields } from './form-fields.js';
import { readUploaded } from './read-uploaded.js';
import { TemplateRepository, type TemplateRecord, type TemplateVersionRow } from './template.repository.js';

type View = ResponseOf<typeof routes.get>;
type Row = ResponseOf<typeof routes.list>['items'][number];

/** The terms of a template as those of a contract without parties and sites. */
const withoutParties = (terms: TermsInput): ContractTerms => {
  const blank = blankTerms();
  return { ...blank, ...terms, term: { ...blank.term, ...terms.term }, annex: { ...blank.annex, ...terms.annex } } as ContractTerms;
};

const deviationsOf = (terms: TermsInput): Row['deviations'] => deviationsFromForm(withoutParties(terms));

const versionOf = (version: TemplateVersionRow): View['versions'][number] => ({ id: version.id, number: version.number, savedBy: version.saved_by, savedOn: version.saved_on, contractCount: version.contract_count, deviations: deviationsOf(version.terms) });

function rowOf(template: TemplateRecord): Row {
  const [newest] = template.versions;
  if (!newest) throw new Error('a template has a version');
  const { id, number, savedBy, savedOn, deviations } = versionOf(newest);
  return { id: template.id, name: template.template_name, isRetired: template.is_retired, version: template.version, versionId: id, number, savedBy, savedOn, deviations, contractCount: template.versions.reduce((sum, { contract_count }) => sum + contract_count, 0) };
}

const viewOf = (template: TemplateRecord): View => ({ ...rowOf(template), terms: template.versions[0]?.terms ?? defaultTerms(), versions: template.versions.map(versionOf) });

/** The vendor's own templates of the form (D1, D2, F164): its numbers, choices and 特約. The 22 articles keep their wording. */
@Injectable()
export class Templates {
  constructor(private readonly db: Db, private readonly repository: TemplateRepository) {}

  list(actor: Actor): Promise<ResponseOf<typeof routes.list>> {
    return this.db.read(actor, async (tx) => ({ items: (await this.repository.all(tx)).map(rowOf) }));
  }

  /** The built-in form: its articles in plain words, each ● as one field, and the 特約 to pick. */
  form(): ResponseOf<typeof routes.form> {
    const parsed = parseForm(FORM_TEXT);
    const words = plainWords(blankTerms());
    return {
      title: parsed.title, articles: parsed.articles.map(({ number, heading }) => ({ number, heading, plain: { ja: words[number]?.ja ?? '', en: words[number]?.en ?? '' } })),
      fields: formFields(parsed.blanks), library: SPECIAL_LIBRARY.map((term) => ({ ...term, plain: { ...term.plain }, clause: term.clause && { ...term.clause, variables: term.clause.variables.map((variable) => ({ ...variable })) } })), terms: defaultTerms(),
    };
  }

  /** Throws not_found. */
  get(actor: Actor, templateId: string): Promise<View> {
    return this.db.read(actor, async (tx) => viewOf(await this.repository.get(tx, templateId)));
  }

  /** A document on the form as it reads, and the terms a template of it would have; nothing is stored. Throws what `readUploaded` throws. */
  readFile(upload: { readonly bytes: Buffer }): ResponseOf<typeof routes.readFile> {
    const reading = readUploaded(upload.bytes);
    return { ...reading, deviations: deviationsOf(reading.terms) };
  }

  /** The clauses that read differently in two versions of a template. Throws not_found. */
  compare(actor: Actor, templateId: string, { before, after }: { readonly before: number; readonly after: number }): Promise<ResponseOf<typeof routes.compare>> {
    return this.db.read(actor, async (tx) => {
      const { versions } = await this.repository.get(tx, templateId);
      const textOf = (number: number) => renderContract(withoutParties(found(versions.find((version) => version.number === number)).terms));
      return { before, after, changes: diffContracts(textOf(before), textOf(after)) };
    });
  }

  /** Throws template_name_taken, template_has_days. */
  create(actor: Actor, { name, terms }: BodyOf<typeof routes.create>): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      checkDays(terms);
      const id = await this.repository.insert(tx, name);
      if (id === null) throw nameTaken();
      await this.repository.addVersion(tx, id, { number: 1, terms });
      await tx.audit({ type: 'template.created', article: '第1条', target: { kind: 'contract_template', id }, data: { name } });
      return this.view(tx, id);
    });
  }

  /** Changed terms become a new version; contracts keep theirs. Throws not_found, version_stale, template_name_taken, template_has_days. */
  save(actor: Actor, templateId: string, { body: { name, terms }, version }: { readonly body: BodyOf<typeof routes.save>; readonly version: number }): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      checkDays(terms);
      const template = await this.repository.get(tx, templateId);
      if (await this.repository.isTaken(tx, name, templateId)) throw nameTaken();
      if (!(await this.repository.update(tx, { id: templateId, name, isRetired: template.is_retired, version }))) throw new AppError('version_stale');
      const [newest] = template.versions;
      const isNew = canonicalJson(terms) !== canonicalJson(newest?.terms ?? null);
      const number = (newest?.number ?? 0) + (isNew ? 1 : 0);
      if (isNew) await this.repository.addVersion(tx, templateId, { number, terms });
      await tx.audit({ type: 'template.saved', article: '第1条', target: { kind: 'contract_template', id: templateId }, data: { name, number } });
      return this.view(tx, templateId);
    });
  }

  /** Throws not_found, version_stale. */
  retire(actor: Actor, templateId: string, { isRetired, version }: { readonly isRetired: boolean; readonly version: number }): Promise<View> {
    return this.db.tx(actor, async (tx) => {
      const template = await this.repository.get(tx, templateId);
      if (!(await this.repository.update(tx, { id: templateId, name: template.template_name, isRetired, version }))) throw new AppError('version_stale');
      await tx.audit({ type: 'template.retired', article: '第1条', target: { kind: 'contract_template', id: templateId }, data: { name: template.template_name, isRetired } });
      return this.view(tx, templateId);
    });
  }

  private async view(tx: Tx, templateId: string): Promise<View> {
    return viewOf(await this.repository.get(tx, templateId));
  }
}

const nameTaken = (): AppError => new AppError('template_name_taken', { fields: [{ path: 'body.name', code: 'taken', message: '別の名前にしてください。' }] });

function checkDays({ contractDate, term }: TermsInput): void {
  if (contractDate !== null || term.startOn !== null) throw new AppError('template_has_days');
}
