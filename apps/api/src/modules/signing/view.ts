import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { SigningAccess, type Scene } from './access.js';
import { missingRepresentations, representationView } from './antisocial.js';
import { SigningDocuments } from './documents.js';
import { SigningMails } from './mails.js';
import type { Party, RecipientRow, RequestRow, SignatureRow, SigningRows } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { timelineOf } from './timeline.js';

type SigningView = ResponseOf<typeof signingRoutes.get>;
const askedText = {
  represent: { ja: '反社会的勢力に該当しないことを表明してください。', en: 'Make the representation under article 20.' },
  sign: { ja: '内容を確認し、署名してください。', en: 'Read the contract and sign it.' },
  confirm_date: { ja: '新しい契約日と契約期間を確認してください。', en: 'Confirm the new contract date and term.' },
} as const;

/** What a side still has to do, in order. */
export function askedOf(scene: Pick<Scene, 'party' | 'request'>, rows: SigningRows, today: string): SigningView['asked'] {
  const { party, request } = scene;
  if (request?.state !== 'open' || request.form !== 'electronic') return [];
  const kinds: (keyof typeof askedText)[] = [];
  if (rows.signatures.length < 2 && request.expires_on < today) return [];
  if (missingRepresentations(rows.representations, today).includes(party)) kinds.push('represent');
  if (!rows.signatures.some((row) => row.party === party)) kinds.push('sign');
  if (rows.dates.length > 0 && !rows.dates.some((row) => row.party === party)) kinds.push('confirm_date');
  return kinds.map((kind) => ({ kind, text: askedText[kind] }));
}

/** D5 as both sides see it; null while the printed day stands. */
export function dateConfirmationOf(rows: Pick<SigningRows, 'dates'>): SigningView['dateConfirmation'] {
  const [first] = rows.dates;
  if (!first) return null;
  const confirmedBy = rows.dates.map((row) => row.party);
  return { contractDate: first.contract_date, termStartsOn: first.term_starts_on, termLastOn: first.term_last_on, confirmedBy, waitingFor: (['client', 'vendor'] as const).filter((party) => !confirmedBy.includes(party)) };
}

const requestView = (row: RequestRow): NonNullable<SigningView['request']> => ({
  id: row.id, state: row.state, form: row.form, bodyHash: row.body_hash, contractDate: row.contract_date, expiresOn: row.expires_on, message: row.message, sentAt: row.sent_at.toISOString(), sentByName: row.sent_by_name,
});
const recipientView = (row: RecipientRow): SigningView['recipients'][number] => ({
  id: row.id, personName: row.person_name, email: row.email, title: row.title, openedAt: row.opened_at?.toISOString() ?? null, replaced: row.replaced_at !== null, forwardedFrom: row.forwarded_from,
});
const signatureView = (row: SignatureRow): SigningView['signatures'][number] => ({
  party: row.party, signerName: row.signer_name, signerTitle: row.signer_title, authority: row.authority, authorityNote: row.authority_note, level: row.level, signedOn: row.signed_on, signedAt: row.signed_at.toISOString(),
});

/** The state of a contract's signing for either side. */
@Injectable()
export class SigningViews {
  constructor(private readonly db: Db, private readonly access: SigningAccess, private readonly repository: SigningRepository, private readonly mails: SigningMails, private readonly documents: SigningDocuments) {}

  run(actor: Actor, contractId: string): Promise<SigningView> {
    return this.db.read(actor, (tx) => this.of(tx, contractId));
  }

  /** Every answer on record to the newest request. */
  async rows(tx: Tx, contractId: string, request: RequestRow | null): Promise<SigningRows> {
    const representations = await this.repository.representations(tx, contractId);
    if (!request) return { recipients: [], representations, signatures: [], declines: [], dates: [] };
    return {
      representations, recipients: await this.repository.recipients(tx, request.id), signatures: await this.repository.signatures(tx, request.id),
      declines: await this.repository.declines(tx, request.id), dates: await this.repository.dateConfirmations(tx, request.id),
    };
  }

  async of(tx: Tx, contractId: string): Promise<SigningView> {
    const scene = await this.access.scene(tx, contractId);
    const { facts, party, request } = scene;
    const rows = await this.rows(tx, contractId, request);
    const given = (side: Party) => {
      const row = rows.representations.find((entry) => entry.party === side);
      return row ? representationView(row, tx.today) : null;
    };
    return {
      contractId, contractNumber: facts.number, vendorName: await this.mails.vendorName(tx), clientName: facts.clientName, side: party,
      request: request ? requestView(request) : null,
      recipients: rows.recipients.map(recipientView), representations: { client: given('client'), vendor: given('vendor') }, signatures: rows.signatures.map(signatureView),
      declines: rows.declines.map((row) => ({ party: row.party, personName: row.person_name, reason: row.reason, declinedAt: row.declined_at.toISOString() })),
      dateConfirmation: dateConfirmationOf(rows), conclusion: facts.conclusion, documents: await this.documents.views(tx, contractId),
      timeline: request ? timelineOf(request, rows) : [], asked: askedOf(scene, rows, tx.today),
    };
  }
}
