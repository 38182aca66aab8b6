import { Injectable } from '@nestjs/common';
import { contractFormedOn, type LocalDate } from '@hoshu/domain';
import type { ContractTerms } from '@hoshu/contract-text';
import type { Tx } from '../../platform/db/tx.js';
import { SiteOverlaps } from '../contracts/index.js';
import { partyMark } from './access.js';
import type { RequestForm, RequestRow, SignatureRow } from './rows.js';
import { SigningRepository } from './signing.repository.js';
import { termDays } from './terms-date.js';

/** R26: the Japanese day of the later signature; null while one side is missing. */
export const formedOn = (signatures: readonly Pick<SignatureRow, 'party' | 'signed_at'>[]): LocalDate | null =>
  contractFormedOn({ signatures: signatures.map((row) => ({ party: partyMark(row.party), signedAt: row.signed_at.toISOString() })) });

interface Conclusion {
  readonly request: RequestRow;
  /** The version both sides agreed to; another one than the request's after D5. */
  readonly agreed: { readonly versionId: string; readonly terms: ContractTerms; readonly bodyHash: string };
  readonly concludedOn: string;
  readonly method: RequestForm;
}

/** Writes that a contract is concluded, in the transaction of the last act (民法522条). A site under another contract refuses that act (F009). */
@Injectable()
export class Conclude {
  constructor(private readonly repository: SigningRepository, private readonly overlaps: SiteOverlaps) {}

  async run(tx: Tx, { request, agreed, concludedOn, method }: Conclusion): Promise<void> {
    const of = [tx.actor.tenantId, request.client_id, request.contract_id];
    const { startsOn, lastOn } = termDays(agreed.terms);
    await this.overlaps.refuseOf(tx, request.contract_id, { terms: agreed.terms, startsOn });
    await this.repository.close(tx, request, { state: 'completed', versionId: agreed.versionId, bodyHash: agreed.bodyHash, contractDate: agreed.terms.contractDate ?? concludedOn });
    await tx.query('insert into hoshu.contract_conclusion (tenant_id, client_id, contract_id, version_id, concluded_on, method) values ($1, $2, $3, $4, $5, $6)', [...of, agreed.versionId, concludedOn, method]);
    // 第17条1項: the first term.
    await tx.query('insert into hoshu.contract_term (tenant_id, client_id, contract_id, number, starts_on, last_on, version_id) values ($1, $2, $3, 1, $4, $5, $6)', [...of, startsOn, lastOn, agreed.versionId]);
    await tx.audit({
      type: 'signing.completed', contractId: request.contract_id, clientId: request.client_id, article: '第17条1項', target: { kind: 'signing_request', id: request.id },
      data: { method, concludedOn, contractDate: agreed.terms.contractDate, termStartsOn: startsOn, termLastOn: lastOn, bodyHash: agreed.bodyHash },
    });
    if (method !== 'electronic') return;
    await tx.emit('signing.documents', { contractId: request.contract_id, requestId: request.id });
    await tx.emit('signing.portal-access', { requestId: request.id });
  }
}
