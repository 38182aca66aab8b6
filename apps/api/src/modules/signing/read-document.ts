import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import { plainWords, renderContract, type ContractTerms } from '@hoshu/contract-text';
import { daysBetween, jstDayOf, localDate } from '@hoshu/domain';
import type { Request } from 'express';
import type { Actor } from '../../platform/actor.js';
import { found } from '../../platform/app-error.js';
import { Db } from '../../platform/db/db.js';
import { FileAnswer } from '../../platform/http/route.js';
import { contractPdf } from '../../platform/pdf/index.js';
import { stated, why, type ExplainedValue } from '../../platform/explain/index.js';
import { explainTerms } from '../contracts/index.js';
import { SigningAccess } from './access.js';
import { statement } from './antisocial.js';
import { SigningMails } from './mails.js';
import { Sign } from './sign.js';
import type { Party, RequestRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { askedOf, dateConfirmationOf, SigningViews } from './view.js';

type Answer = ResponseOf<typeof signingRoutes.read>;

/** What pressing the button means; the certificate repeats no more than this. */
const consent = {
  ja: '契約書の内容（別紙1を含む）を確認し、会社を代表する者または委任を受けた者として、この契約を締結することに同意します。',
  en: 'I have read the contract with annex 1 and agree to conclude it as a representative of the company or with its authority.',
};

function termExplanation({ term }: ContractTerms): Answer['summary']['termExplanation'] {
  if (term.startOn === null) return null;
  return why('periodEnd', { start: term.startOn, startsAtMidnight: term.startsAtMidnight, unit: 'month', n: term.months }).explanation;
}

/** D18: how long the link and the request stand. */
function explainedExpiry({ sent_at, expires_on }: RequestRow): ExplainedValue {
  const sentOn = jstDayOf(sent_at.toISOString());
  const days = daysBetween(sentOn, localDate(expires_on));
  return {
    key: 'expiresOn', label: { ja: '署名の期限', en: 'Sign by' }, value: expires_on,
    explanation: stated({ result: expires_on, article: '第17条1項', inputs: { sentOn, days }, steps: [{ ja: `送った日 ${sentOn} から、決めた有効期間 ${days}日 ＝ ${expires_on} まで。過ぎたら、送り直しを頼めます`, en: `${days} days, the validity chosen, from the day of sending ${sentOn}: until ${expires_on}. After it, ask for a new request.` }] }),
  };
}

function summaryOf(terms: ContractTerms, request: RequestRow, withExplanation: boolean): Answer['summary'] {
  const words = plainWords(terms);
  return {
    feeYen: terms.feeYen, taxMode: terms.taxMode, dueDay: terms.dueDay, transferFeeBearer: terms.transferFeeBearer, contractDate: terms.contractDate, termStartsOn: terms.term.startOn, termLastOn: terms.term.firstEndOn,
    months: terms.term.months, renewalMonths: terms.term.renewalMonths ?? terms.term.months, nonRenewalNoticeDays: terms.noticeDays17, terminationNoticeDays: terms.noticeDays18,
    court: words[22] ?? { ja: '', en: '' }, termExplanation: withExplanation ? termExplanation(terms) : null,
    explained: withExplanation ? ([...explainTerms(terms), explainedExpiry(request)] as Answer['summary']['explained']) : [],
  };
}

/** The reading view: the legal text, plain words beside it, money and ways out, and what is asked of this person. */
@Injectable()
export class ReadDocument {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly views: SigningViews, private readonly sign: Sign, private readonly mails: SigningMails) {}

  async run(actor: Actor, contractId: string, options: { explain: boolean; request: Request }): Promise<Answer> {
    const level = await this.sign.level(actor, options.request);
    return this.db.read(actor, async (tx) => {
      const scene = await this.access.scene(tx, contractId);
      const request = found(scene.request);
      const { terms } = found(await this.repository.version(tx, request.version_id));
      const rows = await this.views.rows(tx, contractId, request);
      return {
        contractId, contractNumber: scene.facts.number, side: scene.party, state: request.state, expiresOn: request.expires_on, message: request.message, model: renderContract(terms), bodyHash: request.body_hash,
        plainWords: Object.entries(plainWords(terms)).map(([article, words]) => ({ article: Number(article), ...words })), summary: summaryOf(terms, request, options.explain), contact: await this.mails.contact(tx, request), statement,
        asked: askedOf(scene, rows, tx.today), dateConfirmation: dateConfirmationOf(rows), twoFactor: { offered: actor.userId !== null, now: level === 'two_factor' }, consent,
      };
    });
  }

  /** One of the two copies to sign on paper, as the newest request fixed it (後文: 本書2通). */
  async print(actor: Actor, contractId: string, copy: Party): Promise<FileAnswer> {
    const { number, terms, request } = await this.db.read(actor, async (tx) => {
      const scene = await this.access.scene(tx, contractId);
      const sent = found(scene.request?.form === 'paper' ? scene.request : null);
      return { number: scene.facts.number, request: sent, terms: found(await this.repository.version(tx, sent.version_id)).terms };
    });
    const mark = copy === 'client' ? '甲保有分' : '乙保有分';
    const bytes = await contractPdf(renderContract(terms), { mark, bodyHash: request.body_hash, createdAt: request.sent_at, contractNumber: number });
    return new FileAnswer(Buffer.from(bytes), 'application/pdf', `契約書_${number}_${mark}.pdf`);
  }
}
