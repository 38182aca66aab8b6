import { Injectable } from '@nestjs/common';
import type { ResponseOf, signingRoutes } from '@hoshu/api-schema';
import type { Actor } from '../../platform/actor.js';
import { Db } from '../../platform/db/db.js';
import type { Tx } from '../../platform/db/tx.js';
import { mostCodeTries } from './access-code.js';
import { SigningAccess, type Scene } from './access.js';
import { missingRepresentations, representationView } from './antisocial.js';
import { SigningDocuments } from './documents.js';
import { SigningMails } from './mails.js';
import type { Party, RecipientRow, RequestRow, SignatureRow, SigningRows } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { timelineOf } from './timeline.js';
import { active, turnOf } from './turn.js';

type SigningView = ResponseOf<typeof signingRoutes.get>;
const askedText = {
  represent: { ja: '反社会的勢力に該当しないことを表明してください。', en: 'Make the representation under article 20.' },
  approve: { ja: '内容を確認し、承認するか、理由を伝えて差し戻してください。', en: 'Read the contract; approve it or send it back with a reason.' },
  sign: { ja: '内容を確認し、署名してください。', en: 'Read the contract and sign it.' },
  confirm_date: { ja: '新しい契約日と契約期間を確認してください。', en: 'Confirm the new contract date and term.' },
} as const;

/** What this person still has to do, in order; nothing before the turn of its side or part (F130). */
export function askedOf(scene: Pick<Scene, 'party' | 'request' | 'role' | 'recipient'>, rows: SigningRows, today: string): SigningView['asked'] {
  const { party, request, role } = scene;
  if (request?.state !== 'open' || request.form !== 'electronic') return [];
  const kinds: (keyof typeof askedText)[] = [];
  if (rows.signatures.length < 2 && request.expires_on < today) return [];
  const turn = turnOf(request, rows);
  if (role === 'approver' && turn.approvers.some((row) => row.id === scene.recipient?.id)) return [{ kind: 'approve', text: askedText.approve }];
  const signed = rows.signatures.some((row) => row.party === party);
  if (role !== 'signer' || (!signed && !turn[party])) return [];
  if (missingRepresentations(rows.representations, today).includes(party)) kinds.push('represent');
  if (!signed) kinds.push('sign');
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
  id: row.id, state: row.state, form: row.form, bodyHash: row.body_hash, contractDate: row.contract_date, expiresOn: row.expires_on, message: row.message, sentAt: row.sent_at.toISOString(), sentByName: row.sent_by_name, order: row.signing_order, reminderDays: row.reminder_days, accessCode: row.has_code,
});
/** Whom an open request waits for until both have signed; 乙's signer is not named before it signs. */
function waitingFor(request: RequestRow | null, rows: SigningRows, today: string): SigningView['waitingFor'] {
  if (request?.state !== 'open' || request.form !== 'electronic' || request.expires_on < today) return [];
  const turn = turnOf(request, rows);
  const [signer] = active(rows.recipients, 'signer');
  return [
    ...turn.approvers.map((row) => ({ party: 'client' as const, role: 'approver' as const, personName: row.person_name })),
    ...(turn.client ? [{ party: 'client' as const, role: 'signer' as const, personName: signer?.person_name ?? '' }] : []), ...(turn.vendor ? [{ party: 'vendor' as const, role: 'signer' as const, personName: '' }] : []),
  ];
}

const recipientView = (row: RecipientRow, rows: SigningRows): SigningView['recipients'][number] => ({
  role: row.role, approvedAt: rows.approvals.find((approval) => approval.recipient_id === row.id)?.approved_at.toISOString() ?? null,
  id: row.id, personName: row.person_name, email: row.email, title: row.title, openedAt: row.opened_at?.toISOString() ?? null, replaced: row.replaced_at !== null, forwardedFrom: row.forwarded_from, askedOn: row.asked_on, remindedOn: row.reminded_on, codeLocked: row.code_failures >= mostCodeTries,
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
    if (!request) return { recipients: [], representations, approvals: [], signatures: [], declines: [], dates: [] };
    return {
      representations, approvals: await this.repository.approvals(tx, request.id), recipients: await this.repository.recipients(tx, request.id), signatures: await this.repository.signatures(tx, request.id),
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
      recipients: rows.recipients.map((row) => recipientView(row, rows)),
      vendorCopies: request && party === 'vendor' ? (await this.repository.vendorCopies(tx, request.id)).map((row) => ({ id: row.id, personName: row.person_name, email: row.email, title: row.title })) : [],
      representations: { client: given('client'), vendor: given('vendor') }, signatures: rows.signatures.map(signatureView),
      role: party === 'vendor' && !tx.actor.permissions.has('signature.sign') ? 'viewer' : scene.role, recipientId: scene.recipient?.id ?? null, waitingFor: waitingFor(request, rows, tx.today),
      declines: rows.declines.map((row) => ({ party: row.party, role: rows.recipients.find((entry) => entry.id === row.recipient_id)?.role === 'approver' ? 'approver' as const : 'signer' as const, personName: row.person_name, reason: row.reason, declinedAt: row.declined_at.toISOString() })),
      dateConfirmation: dateConfirmationOf(rows), conclusion: facts.conclusion, documents: await this.documents.views(tx, contractId),
      timeline: request ? timelineOf(request, rows) : [], asked: askedOf(scene, rows, tx.today),
    };
  }
}
