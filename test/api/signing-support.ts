import { PDF } from '@libpdf/core';
import { signingRoutes, type BodyInputOf } from '@hoshu/api-schema';
import { createClient, createDraft, createSite, fillCompany, Person, signUpVendor, type World } from '@hoshu/testing';

type SignBody = BodyInputOf<typeof signingRoutes.sign>;

export interface SigningStage { readonly world: World; readonly owner: Person; readonly contractId: string; readonly signerEmail: string; readonly companyName: string }
let serial = 0;

/** A vendor whose draft is complete and dated today; 乙's representation is made unless `bare`. */
export async function signingStage(world: World, options: { bare?: boolean; overrides?: Parameters<typeof createDraft>[1]['overrides']; owner?: Person } = {}): Promise<SigningStage> {
  serial += 1;
  const companyName = `株式会社あおば制作${serial}`;
  const owner = options.owner ?? (await signUpVendor(world, { companyName, personName: '佐藤 美咲', email: `owner${serial}@aoba.example` }));
  if (!options.owner) await fillCompany(owner, companyName);
  const signerEmail = `midori${serial}@client.example`;
  const clientId = await createClient(owner, { companyName: `医療法人社団みどり会${serial}`, contactEmail: signerEmail });
  const siteId = await createSite(owner, clientId);
  const contractId = await createDraft(owner, { clientId, siteId, startOn: await world.today(), ...(options.overrides ? { overrides: options.overrides } : {}) });
  const stage = { world, owner, contractId, signerEmail, companyName };
  if (!options.bare) await represent(stage, owner);
  return stage;
}

/** 第20条1項 by whoever `person` speaks for. */
export async function represent({ contractId }: Pick<SigningStage, 'contractId'>, person: Person): Promise<void> {
  await person.do(signingRoutes.represent, { params: { contractId }, body: { personName: person.name, officers: [person.name, '監査 花子'], statementVersion: '2026-11', agreed: true } });
}

/** Sends the contract; by default it is dated today. */
export async function send(stage: SigningStage, overrides: Partial<BodyInputOf<typeof signingRoutes.send>> = {}) {
  const body = { form: 'electronic' as const, contractDate: await stage.world.today(), recipient: { personName: '緑川 薫', email: stage.signerEmail, title: '理事長' }, message: 'よろしくお願いします。', ...overrides };
  const view = await stage.owner.do(signingRoutes.send, { params: { contractId: stage.contractId }, body });
  await stage.world.drain();
  return view;
}

/** The newest signing token in the mail of an address. */
export const tokenFor = (world: World, email: string, subject = ''): string => world.mail.link(email, subject).split('/').at(-1) ?? '';

/** Enters by the newest mailed link; the person has no account. */
export async function enter(stage: SigningStage, options: { name?: string; email?: string; subject?: string } = {}): Promise<Person> {
  const person = new Person(stage.world, options.name ?? '緑川 薫', options.email ?? stage.signerEmail);
  await person.do(signingRoutes.enter, { body: { token: tokenFor(stage.world, person.email, options.subject) } });
  return person;
}

/** What a person sends to sign the text it has in front of it. */
export async function signBody(stage: Pick<SigningStage, 'contractId'>, person: Person, overrides: Partial<SignBody> = {}): Promise<SignBody> {
  const { bodyHash } = await person.do(signingRoutes.read, { params: { contractId: stage.contractId } });
  return { personName: person.name, title: '代表者', authority: 'representative', authorityNote: '', bodyHash, agreed: true, ...overrides };
}
export const trySign = async (stage: Pick<SigningStage, 'contractId'>, person: Person, overrides: Partial<SignBody> = {}) =>
  person.try(signingRoutes.sign, { params: { contractId: stage.contractId }, body: await signBody(stage, person, overrides) });
export const sign = async (stage: Pick<SigningStage, 'contractId'>, person: Person, overrides: Partial<SignBody> = {}) =>
  person.do(signingRoutes.sign, { params: { contractId: stage.contractId }, body: await signBody(stage, person, overrides) });

/** All characters of a PDF in reading order, without the breaks that layout puts in. */
export async function pdfText(bytes: Buffer): Promise<string> {
  const pdf = await PDF.load(new Uint8Array(bytes));
  return pdf.extractText().map((page) => page.text).join('').replace(/\s/g, '');
}

/** A small PDF as a scanner would make it. */
export const scan = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** Keeps a scan and registers it as the signed contract. */
export async function registerBody(stage: SigningStage, signedOn: string, overrides: Partial<BodyInputOf<typeof signingRoutes.register>> = {}) {
  const file = await stage.owner.do(signingRoutes.uploadEvidence, { params: { contractId: stage.contractId }, upload: { bytes: scan, name: '契約書スキャン.pdf', type: 'application/pdf' } });
  const signer = (personName: string) => ({ personName, title: '代表者', authority: 'representative' as const, signedOn });
  return {
    method: 'paper' as const, fileId: file.fileId, contractDate: signedOn, signers: { client: signer('緑川 薫'), vendor: signer('佐藤 美咲') }, notifyEmail: null,
    antisocial: { client: { statedBy: '緑川 薫', officers: ['緑川 薫'] }, vendor: { statedBy: '佐藤 美咲', officers: ['佐藤 美咲'] }, statedInDocument: true as const }, ...overrides,
  };
}
