import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TITLE, renderContract, type ContractModel, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import { completionCertificatePdf, contractPdf, sealSvg, type ArchivedBy, type CertifiedSigner, type OriginalMark, type SealImage, type StampedBy } from '../../platform/pdf/index.js';
import { attachContract } from '../../platform/seal/index.js';
import type { Archiving } from './archive.js';
import { Authority } from './authority.js';
import type { Party, RequestRow, SignatureRow, SigningRows } from './rows.js';
import { Sealing } from './sealing.js';
import { timelineOf } from './timeline.js';
import type { Stamping } from './timestamps.js';

export interface ConcludedFacts {
  readonly contractNumber: string;
  readonly request: RequestRow;
  readonly rows: SigningRows;
  readonly terms: ContractTerms;
  /** The vendor's own seal; drawn from the company name when none was uploaded. */
  readonly vendorSeal: SealImage | null;
  /** When the documents are made, on the business clock. */
  readonly sealedAt: Date;
}
export interface MadeDocuments { readonly original_client: Buffer; readonly original_vendor: Buffer; readonly certificate: Buffer }

/** When a side's word was complete: its signature or, after D5, its confirmation of the new date. */
const actedAt = (signature: SignatureRow, rows: SigningRows): Date => {
  const confirmed = rows.dates.find((row) => row.party === signature.party)?.confirmed_at;
  return confirmed && confirmed > signature.signed_at ? confirmed : signature.signed_at;
};

/** Draws, attaches and signs the two originals of 後文 and their certificate. The same facts give the same text; only signature bytes differ. */
@Injectable()
export class MakeOriginals {
  constructor(private readonly authority: Authority, private readonly sealing: Sealing) {}

  /** `stampedBy` and `archivedBy` tell of all three; the certificate can only print what was true of the two originals. */
  async run(facts: ConcludedFacts): Promise<{ readonly documents: MadeDocuments; readonly stampedBy: StampedBy; readonly archivedBy: ArchivedBy }> {
    const model = renderContract(facts.terms);
    const stamping = this.sealing.begin();
    const archiving = await this.sealing.archiving(stamping);
    const original_client = await archiving.run(await this.original(facts, { model, mark: '甲保有分', stamping }));
    const original_vendor = await archiving.run(await this.original(facts, { model, mark: '乙保有分', stamping }));
    const certificate = await archiving.run(await this.certificate(facts, { original_client, original_vendor }, { stamping, archiving }));
    return { documents: { original_client, original_vendor, certificate }, stampedBy: stamping.by(), archivedBy: archiving.by() };
  }

  private async original({ contractNumber, request, rows, terms, vendorSeal, sealedAt }: ConcludedFacts, { model, mark, stamping }: { model: ContractModel; mark: OriginalMark; stamping: Stamping }): Promise<Buffer> {
    const createdAt = completedAt(rows);
    const drawn = (party: Party): SealImage => ({ svg: sealSvg({ companyName: terms.parties[party].companyName, shape: 'round' }) });
    const sealImages = { client: drawn('client'), vendor: vendorSeal ?? drawn('vendor') };
    const plain = await contractPdf(model, { mark, sealImages, bodyHash: request.body_hash, createdAt, contractNumber });
    const withText = await attachContract(plain, { modelJson: canonicalJson(model), bodyHash: request.body_hash, createdAt });
    const acts = rows.signatures.map((signature) => ({ fieldName: signature.party, personName: signature.signer_name, companyName: terms.parties[signature.party].companyName, signedAt: actedAt(signature, rows) }));
    return this.sealing.run(withText, acts, { reason: '契約の締結', sealedAt, stamping });
  }

  // D6, D10: the certificate names the level plainly; no statute and no accredited timestamp is claimed.
  private async certificate(facts: ConcludedFacts, originals: { original_client: Buffer; original_vendor: Buffer }, { stamping, archiving }: { stamping: Stamping; archiving: Archiving }): Promise<Buffer> {
    const { contractNumber, request, rows, sealedAt } = facts;
    const authority = await this.authority.get();
    const issuedAt = completedAt(rows);
    const plain = await completionCertificatePdf({
      issuedAt, contractTitle: TITLE, contractNumber, completedAt: issuedAt, bodyHash: request.body_hash,
      originals: [{ mark: '甲保有分', fileHash: sha256(originals.original_client) }, { mark: '乙保有分', fileHash: sha256(originals.original_vendor) }],
      signers: rows.signatures.map((signature) => certified(signature, facts)), events: timelineOf(request, rows).map((entry) => ({ at: new Date(entry.at), text: entry.text.ja })),
      stampedBy: stamping.by(), archivedBy: archiving.by(), signingCertificate: `${new X509Certificate(authority.certificatePem).subject.split('\n')[0] ?? ''}（${authority.kid}）`,
    });
    return this.sealing.run(plain, [{ fieldName: 'hoshu', personName: 'Hoshu', companyName: 'Hoshu', signedAt: issuedAt }], { reason: '合意締結証明書の発行', sealedAt, stamping });
  }
}

const completedAt = (rows: SigningRows): Date => new Date(Math.max(...rows.signatures.map((signature) => actedAt(signature, rows).getTime())));

function certified(signature: SignatureRow, { rows, terms }: ConcludedFacts): CertifiedSigner {
  const proof = [signature.authority_note, signature.authority_file_id ? '書類の添付あり' : ''].filter(Boolean).join('、');
  return {
    side: signature.party, companyName: terms.parties[signature.party].companyName, name: signature.signer_name, title: signature.signer_title, email: signature.signer_email,
    authority: signature.authority === 'representative' ? { kind: 'representative' } : { kind: 'delegated', proof },
    level: signature.level === 'two_factor' ? 'twoFactor' : 'consentRecord', presumedAuthentic: false,
    openedAt: rows.recipients.find((row) => row.id === signature.recipient_id)?.opened_at ?? null, signedAt: signature.signed_at, network: signature.ip || null, accessCode: signature.access_code,
  };
}
