import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import { unfilled, type ContractTerms } from '@hoshu/contract-text';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { ApprovalGates } from '../approvals/index.js';
import { CheckStandings } from '../checks/index.js';
import { ClientRepository } from '../clients/index.js';
import { DraftRepository, type ContractFacts } from '../contracts/index.js';
import { CompanyRepository, type CompanyProfile } from '../tenants/index.js';
import { SigningAccess } from './access.js';
import { missingRepresentations, statement } from './antisocial.js';
import { SigningRepository } from './signing.repository.js';

export type Gate = ResponseOf<typeof signingRoutes.gates>['gates'][number];
type Words = { readonly ja: string; readonly en: string };

/** These three are fixed by sending itself (D5, R01). */
const datedBySending = new Set(['contractDate', 'term.startOn', 'term.firstEndOn']);
const companyFields = ['company_name', 'prefecture', 'city', 'street', 'representative_title', 'representative_name', 'notice_email'] as const satisfies readonly (keyof CompanyProfile)[];

interface Rule { readonly key: Gate['key']; readonly article: string | null; readonly label: Words; readonly reason: Words; readonly action: Words }
const rules: readonly Rule[] = [
  { key: 'blanks', article: '第2条', label: { ja: '契約書の空欄', en: 'Blanks of the contract' }, reason: { ja: '契約書に空欄が残っています。', en: 'The contract still has blanks.' }, action: { ja: '下書きの空欄を入力してください。', en: 'Fill in the blanks of the draft.' } },
  { key: 'annex', article: '別紙1', label: { ja: '別紙1 個別条件', en: 'Annex 1' }, reason: { ja: '別紙1に空欄が残っています。', en: 'Annex 1 still has blanks.' }, action: { ja: '別紙1の空欄を入力してください。', en: 'Fill in annex 1.' } },
  { key: 'company', article: null, label: { ja: '自社の情報', en: 'Company data' }, reason: { ja: '自社の住所・代表者・通知先がそろっていません。', en: 'Address, representative or notice address of your company is missing.' }, action: { ja: '[設定] の自社の情報を入力してください。', en: 'Complete the company data in the settings.' } },
  { key: 'bank_account', article: '第11条2項', label: { ja: '振込先口座', en: 'Bank account' }, reason: { ja: '振込先口座が登録されていません。', en: 'No bank account is registered.' }, action: { ja: '[設定] で振込先口座を登録してください。', en: 'Register the bank account in the settings.' } },
  { key: 'client_contact', article: null, label: { ja: 'お客様（甲）の担当者', en: 'Contact of the client' }, reason: { ja: 'お客様（甲）の担当者が登録されていません。', en: 'The client has no contact person.' }, action: { ja: '取引先に担当者を登録してください。', en: 'Add a contact to the client.' } },
  { key: 'antisocial_vendor', article: '第20条1項', label: { ja: '反社会的勢力の排除（自社の表明）', en: 'Representation under article 20' }, reason: { ja: '自社の表明（役員の一覧を含む）がまだありません。', en: 'Your own representation with the officers is missing.' }, action: { ja: '役員の一覧を確認し、表明してください。', en: 'Check the list of officers and make the representation.' } },
  { key: 'counterparty_check', article: '第20条', label: { ja: '反社チェック（お客様）', en: 'Check of the client' }, reason: { ja: 'お客様（甲）の反社チェックの有効な記録がありません。', en: 'There is no valid check of the client.' }, action: { ja: '反社チェックの画面で、確認を記録してください。', en: 'Record the check on the page of counterparty checks.' } },
  { key: 'internal_approval', article: null, label: { ja: '社内承認（稟議）', en: 'Internal approval' }, reason: { ja: '社内承認がまだです。', en: 'The internal approval is missing.' }, action: { ja: '社内承認の画面で、依頼と状態を確認してください。', en: 'See the page of the internal approval.' } },
];

/** The blanks that sending would not fill by itself. */
export const openBlanks = (terms: ContractTerms) => unfilled(terms).filter(({ path }) => !datedBySending.has(path));

/** D4: what must hold before a contract goes out. Never a block once both have signed. */
@Injectable()
export class Gates {
  constructor(
    private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly companies: CompanyRepository, private readonly clients: ClientRepository, private readonly drafts: DraftRepository, private readonly checks: CheckStandings, private readonly approvals: ApprovalGates,
  ) {}

  run(actor: Actor, contractId: string): Promise<ResponseOf<typeof signingRoutes.gates>> {
    return this.db.read(actor, async (tx) => {
      const { facts } = await this.access.scene(tx, contractId);
      const version = found(await this.repository.newestVersion(tx, contractId));
      const gates = await this.check(tx, facts, facts.conclusion ? version.terms : await this.drafts.withRegisters(tx, facts, version.terms));
      return { ready: gates.every((gate) => gate.ok), gates, statement };
    });
  }

  /** Every gate with its state, in the order a person would work them off; what the vendor does not ask for is not listed. */
  async check(tx: Tx, facts: ContractFacts, terms: ContractTerms): Promise<Gate[]> {
    const blanks = openBlanks(terms);
    const company = await this.companies.profileOn(tx, tx.today);
    const account = await this.companies.bankAccountOn(tx, tx.today);
    const contacts = await this.clients.contacts(tx, facts.clientId);
    const check = await this.checks.of(tx, facts.clientId);
    const approval = await this.approvals.of(tx, facts.id, terms);
    const missing = missingRepresentations(await this.repository.representations(tx, facts.id), tx.today);
    const inAnnex = ({ path }: { path: string }) => path.startsWith('annex.');
    const failing: Readonly<Record<Gate['key'], readonly { path: string; ja: string; en: string }[] | boolean | null>> = {
      blanks: blanks.filter((blank) => !inAnnex(blank)),
      annex: blanks.filter(inAnnex),
      company: companyFields.some((field) => !company[field]),
      bank_account: account === null,
      client_contact: contacts.length === 0,
      antisocial_vendor: missing.includes('vendor'),
      counterparty_check: check.isRequired ? check.standing?.state !== 'ok' : null,
      internal_approval: approval && !approval.ok,
    };
    return rules.flatMap(({ reason, action, ...rule }) => {
      const state = failing[rule.key];
      if (state === null) return [];
      const items = typeof state === 'boolean' ? [] : [...state];
      const ok = typeof state === 'boolean' ? !state : items.length === 0;
      const why = rule.key === 'internal_approval' && approval ? approval.reason : reason;
      return { ...rule, ok, reason: ok ? null : why, action: ok ? null : action, items };
    });
  }
}
