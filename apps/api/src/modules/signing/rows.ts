import type { ContractTerms } from '@hoshu/contract-text';

export type Party = 'client' | 'vendor';
export type RequestState = 'open' | 'declined' | 'expired' | 'completed' | 'cancelled';
/** What a person was asked for: to sign for 甲, to approve before that, or only to know (F130). */
export type RecipientRole = 'signer' | 'approver' | 'cc';
/** Which side signs first; `parallel`: either. */
export type SigningOrder = 'parallel' | 'vendor_first' | 'client_first';
export type RequestForm = 'electronic' | 'paper' | 'external';
export type DocumentKind = 'original_client' | 'original_vendor' | 'certificate' | 'paper_scan' | 'external';

/** One sending of a contract for signature; days are Japanese days, instants are of the business clock. */
export interface RequestRow {
  id: string; version: number; client_id: string; contract_id: string; version_id: string; form: RequestForm; state: RequestState; body_hash: string; contract_date: string; expires_on: string; message: string;
  sent_by_name: string; sent_by_email: string; locale: 'ja' | 'en'; sent_on: string; sent_at: Date; signing_order: SigningOrder; reminder_days: number[]; vendor_reminded_on: string | null; closed_at: Date | null;
  /** Whoever comes by a link has to know a code. */
  has_code: boolean;
}
export interface RecipientRow {
  id: string; version: number; client_id: string; contract_id: string; request_id: string; role: RecipientRole; person_name: string; email: string; title: string; locale: 'ja' | 'en'; invited_at: Date;
  link_id: string | null; link_generation: number | null; mail_row: string | null; forwarded_from: string | null; replaced_at: Date | null; opened_at: Date | null;
  /** Japanese day of the newest first asking; null before its turn. */
  asked_on: string | null; reminded_on: string | null;
  /** Wrong access codes in a row, and when the right one was entered. */
  code_failures: number; code_entered_at: Date | null;
}
export interface SignatureRow {
  id: string; recipient_id: string | null; party: Party; signer_name: string; signer_title: string; authority: 'representative' | 'delegated'; authority_note: string; authority_file_id: string | null; signer_email: string;
  level: 'consent' | 'two_factor' | 'paper' | 'external'; body_hash: string; signed_on: string; signed_at: Date; ip: string;
  /** The person came by a link and knew its access code. */
  access_code: boolean;
}
/** One approver's word on the text with this hash. */
export interface ApprovalRow { recipient_id: string; person_name: string; body_hash: string; approved_at: Date }
export interface DeclineRow { party: Party; recipient_id: string | null; person_name: string; reason: string; declined_at: Date }
export interface RepresentationRow { party: Party; statement_version: string; officers: string[]; answered_by: string; answered_on: string; answered_at: Date }
/** D5: a side's word on the day of the last signature as the contract date. */
export interface DateConfirmationRow { party: Party; contract_date: string; term_starts_on: string; term_last_on: string; body_hash: string; version_id: string | null; person_name: string; confirmed_at: Date }
export interface VersionRow { id: string; version: number; number: number; terms: ContractTerms; body_hash: string | null; fixed_at: Date | null }
export interface DocumentRow { kind: DocumentKind; file_id: string; file_name: string; content_type: string; byte_count: number; sha256: string }
/** Every answer on record to one request. */
export interface SigningRows {
  readonly recipients: readonly RecipientRow[];
  readonly representations: readonly RepresentationRow[];
  readonly approvals: readonly ApprovalRow[];
  readonly signatures: readonly SignatureRow[];
  readonly declines: readonly DeclineRow[];
  readonly dates: readonly DateConfirmationRow[];
}
