import { agreementRoutes, amendmentRoutes, claimRoutes, companyRoutes, contractRoutes, noticeRoutes, signingRoutes } from '@hoshu/api-schema';
import { createClient, createDraft, createSite, steppedUp, type Person, type World } from '@hoshu/testing';
import { scan } from '../signing-support.js';

/** Acts of 乙 that a mail follows: on contracts that were moved in, on a contract registered from paper, and on the account of all. `goesLiveOn` is that of the registered one. */
export async function actsOf(world: World, owner: Person, { goesLiveOn, endOn }: { readonly goesLiveOn: string | null; readonly endOn: string }): Promise<void> {
  const today = await world.today();
  const ids = new Map((await owner.do(contractRoutes.list, { query: { limit: '100' } })).items.map(({ number, id }) => [number, id]));
  const [contractId, ending] = [ids.get('K-000')!, ids.get('K-008')!];
  // 第16条, 第4条2項, 第21条: a claim, a consultation with its proposal, work outside of the maintenance.
  await owner.do(claimRoutes.raise, { params: { contractId }, body: { title: '契約違反による損害', reason: '記録のとおりです。', incidentOn: '2030-06-01', incidentId: null, willful: false, items: [{ description: '費用', amountYen: 10_000, direct: true, ordinary: true }] } });
  for (const [kind, subject] of [['consultation', '表示速度の目安'], ['separate_work', '採用ページの制作']] as const) await owner.do(agreementRoutes.open, { body: { contractId, kind, subject, text: 'ご相談です。', about: null, personName: '' } });
  const { items: [, consultation] } = await owner.do(agreementRoutes.list, { query: { contractId } });
  await owner.do(agreementRoutes.propose, { params: { agreementId: consultation!.id }, body: { text: '次のとおりとします。', answerBy: null, personName: '', terms: { kind: 'consultation' } } });
  const change = { effectiveOn: '2030-09-01', changes: { feeYen: 60_000 } };
  const { bodyHash } = await owner.do(amendmentRoutes.preview, { params: { contractId }, body: change });
  await owner.do(amendmentRoutes.propose, { params: { contractId }, body: { ...change, bodyHash, message: 'お願いです。', answerBy: null, authority: 'representative', personName: '', counters: null } });
  // 第18条: a notice goes out at any time, and the contract ends before its day of going live.
  await owner.do(noticeRoutes.give, { params: { contractId: ending }, body: { article: 18, channel: 'portal', requestedEnd: endOn, text: '', confirmName: '株式会社取引先8' } });
  await registered(world, owner, { today, goesLiveOn });
  const stepped = await steppedUp(world, owner);
  await stepped.do(companyRoutes.saveBankAccount, { body: { bankCode: '0009', bankName: '三井住友銀行', branchCode: '321', branchName: '難波支店', accountType: 'futsu', accountNumber: '7654321', holderKana: 'カ）アオバセイサク' } });
}

async function registered(world: World, owner: Person, { today, goesLiveOn }: { readonly today: string; readonly goesLiveOn: string | null }): Promise<void> {
  const clientId = await createClient(owner, { companyName: '医療法人社団みどり会', contactEmail: 'midori@client.example', overrides: { goesLiveOn, billingStartsOn: '2031-01-01' } });
  const contractId = await createDraft(owner, { clientId, siteId: await createSite(owner, clientId), startOn: today });
  const { fileId } = await owner.do(signingRoutes.uploadEvidence, { params: { contractId }, upload: { bytes: scan, name: '契約書.pdf', type: 'application/pdf' } });
  const signer = { personName: '緑川 誠', title: '理事長', authority: 'representative' as const, signedOn: today };
  const stated = { officers: ['緑川 誠'], statedBy: '緑川 誠' };
  await owner.do(signingRoutes.register, { params: { contractId }, body: { method: 'external', fileId, contractDate: today, notifyEmail: 'midori@client.example', signers: { client: signer, vendor: signer }, antisocial: { client: stated, vendor: stated, statedInDocument: true } } });
  await world.drain();
}
