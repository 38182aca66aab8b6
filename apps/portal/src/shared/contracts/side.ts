import { pathTo } from '../../paths.js';

export type Side = 'client' | 'vendor';

/** Addresses of one contract's pages in the tree of a side. */
export const contractPaths = (side: Side, contractId: string) => ({
  list: pathTo(side === 'client' ? 'client.contracts' : 'vendor.contracts'),
  contract: pathTo(side === 'client' ? 'client.contract' : 'vendor.contract', { contractId }),
  representations: pathTo(side === 'client' ? 'client.representations' : 'vendor.representations', { contractId }),
  bundle: pathTo(side === 'client' ? 'client.bundle' : 'vendor.bundle', { contractId }),
  notice: pathTo(side === 'client' ? 'client.notice' : 'vendor.notice', { contractId }),
  noticeView: (noticeId: string) => pathTo(side === 'client' ? 'client.noticeView' : 'vendor.noticeView', { contractId, noticeId }),
  liability: pathTo(side === 'client' ? 'client.liability' : 'vendor.liability', { contractId }),
  claim: (claimId: string) => pathTo(side === 'client' ? 'client.claim' : 'vendor.claim', { contractId, claimId }),
  ending: pathTo(side === 'client' ? 'client.ending' : 'vendor.ending', { contractId }),
  declare: pathTo(side === 'client' ? 'client.declare' : 'vendor.declare', { contractId }),
  declaration: (declarationId: string) => pathTo(side === 'client' ? 'client.declaration' : 'vendor.declaration', { contractId, declarationId }),
  incident: (incidentId: string) => pathTo(side === 'client' ? 'client.incident' : 'vendor.incident', { incidentId }),
  invoice: (invoiceId: string) => pathTo(side === 'client' ? 'client.invoice' : 'vendor.invoice', { invoiceId }),
});
