import { X509Certificate } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TITLE, renderContract, type ContractModel, type ContractTerms } from '@hoshu/contract-text';
import { canonicalJson } from '@hoshu/domain';
import { sha256 } from '../../platform/digest.js';
import { completionCertificatePdf, contractPdf, sealSvg, type CertifiedSigner, type OriginalMark, type SealImage } from '../../platform/pdf/index.js';
import { attachContract, issueSigner, signPdf } from '../../platform/seal/index.js';
import { Authority } from './authority.js';
import type { Party, RequestRow, SignatureRow, SigningRows } from './rows.js';
import { timelineOf } from './timeline.js';

export interface ConcludedFacts {
  readonly contractNumber: string;
  readonly request: RequestRow;
  readonly rows: SigningRows;
  readonly terms: ContractTerms;
  /** The vendor's own seal; drawn from the company name when none was uploaded. */
  readonly vendorSeal: SealImage | null;
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
  constructor(private readonly authority: Authority) {}

  async run(facts: ConcludedFacts): Promise<MadeDocuments> {
    const model = renderContract(facts.terms);
    const original_client = await this.original(facts, model, '甲保有分');
    const original_vendor = await this.original(facts, model, '乙保有分');
    return { original_client, original_vendor, certificate: await this.certificate(facts, { original_client, original_vendor }) };
  }

  private async original({ contractNumber, request, rows, terms, vendorSeal }: ConcludedFacts, model: ContractModel, mark: OriginalMark): Promise<Buffer> {
    const createdAt = completedAt(rows);
    const drawn = (party: Party): SealImage => ({ svg: sealSvg({ companyName: terms.parties[party].companyName, shape: 'round' }) });
    const sealImages = { client: drawn('client'), vendor: vendorSeal ?? drawn('vendor') };
    const plain = await contractPdf(model, { mark, sealImages, bodyHash: request.body_hash, createdAt, contractNumber });
    let bytes = await attachContract(plain, { modelJson: canonicalJson(model), bodyHash: request.body_hash, createdAt });
    const authority = await this.authority.get();
    for (const signature of [...rows.signatures].sort((a, b) => actedAt(a, rows).getTime() - actedAt(b, rows).getTime())) {
      const signedAt = actedAt(signature, rows);
      const signer = await issueSigner(authority, { commonName: signature.signer_name, organization: terms.parties[signature.party].companyName, issuedAt: signedAt });
      bytes = await signPdf(bytes, { signer, fieldName: signature.party, reason: '契約の締結', signedAt });
    }
    return Buffer.from(bytes);
  }

  // D6, D10: the certificate names the level plainly; no statute and no time stamp is claimed.
  private async certificate(facts: ConcludedFacts, originals: { original_client: Buffer; original_vendor: Buffer }): Promise<Buffer> {
    const { contractNumber, request, rows } = facts;
    const authority = await this.authority.get();
    const issuedAt = completedAt(rows);
    const plain = await completionCertificatePdf({
      issuedAt, contractTitle: TITLE, contractNumber, completedAt: issuedAt, bodyHash: request.body_hash,
      originals: [{ mark: '甲保有分', fileHash: sha256(originals.original_client) }, { mark: '乙保有分', fileHash: sha256(originals.original_vendor) }],
      signers: rows.signatures.map((signature) => certified(signature, facts)), events: timelineOf(request, rows).map((entry) => ({ at: new Date(entry.at), text: entry.text.ja })),
      accreditedTimestamp: null, signingCertificate: `${new X509Certificate(authority.certificatePem).subject.split('\n')[0] ?? ''}（${authority.kid}）`,
    });
    const signer = await issueSigner(authority, { commonName: 'Hoshu', organization: 'Hoshu', issuedAt });
    return Buffer.from(await signPdf(plain, { signer, fieldName: 'hoshu', reason: '合意締結証明書の発行', signedAt: issuedAt }));
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
