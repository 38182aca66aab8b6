import type { Party, RecipientRow, RequestRow, SigningRows } from './rows.js';

/** Whose act a request waits for before both have signed. */
export interface Turn {
  /** Approvers of 甲 who are asked and have not answered. */
  readonly approvers: readonly RecipientRow[];
  /** 甲's signature can be given now. */
  readonly client: boolean;
  /** 乙's signature can be given now. */
  readonly vendor: boolean;
}

/** Recipients that were not replaced by somebody else, of one role or of all. */
export const active = (recipients: readonly RecipientRow[], role?: RecipientRow['role']): RecipientRow[] => recipients.filter((row) => row.replaced_at === null && (role === undefined || row.role === role));

/**
 * F130: with an order, the later side is asked only when the earlier has signed; inside 甲 every approver comes before the signer.
 * Who only gets a copy never holds anything up.
 */
export function turnOf(request: Pick<RequestRow, 'signing_order'>, rows: Pick<SigningRows, 'recipients' | 'signatures' | 'approvals'>): Turn {
  const signed = (party: Party) => rows.signatures.some((row) => row.party === party);
  const clientSide = !signed('client') && (request.signing_order !== 'vendor_first' || signed('vendor'));
  const approvers = clientSide ? active(rows.recipients, 'approver').filter((row) => !rows.approvals.some((approval) => approval.recipient_id === row.id)) : [];
  return { approvers, client: clientSide && approvers.length === 0, vendor: !signed('vendor') && (request.signing_order !== 'client_first' || signed('client')) };
}
