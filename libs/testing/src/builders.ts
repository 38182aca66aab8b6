import { clientRoutes, companyRoutes, contractRoutes, siteRoutes, type BodyInputOf } from '@hoshu/api-schema';
import type { Person } from './person.js';

/** Company data that a contract and a qualified invoice need. The number passes the check digit. */
export const fillCompany = async (owner: Person, companyName = '株式会社あおば制作'): Promise<void> => {
  await owner.do(companyRoutes.save, { body: {
    companyName, companyKana: 'カブシキガイシャアオバセイサク', postalCode: '530-0001', prefecture: '大阪府', city: '大阪市', street: '北区梅田1-2-3', building: '梅田ビル5階', representativeTitle: '代表取締役', representativeName: '佐藤 美咲',
    telephone: '06-1234-5678', registrationNumber: 'T8700110005901', isIndividual: false, noticeEmail: owner.email, noticePostal: '', taxRounding: 'floor', invoicePattern: 'INV-{YYYY}{MM}-{seq}',
  } });
  // A second account would be a change, which asks who it is (D35).
  if ((await owner.do(companyRoutes.bankAccounts)).items.length === 0) await owner.do(companyRoutes.saveBankAccount, { body: { bankCode: '0005', bankName: '三菱UFJ銀行', branchCode: '123', branchName: '梅田支店', accountType: 'futsu', accountNumber: '1234567', holderKana: 'カ）アオバセイサク' } });
};

/** A client organisation with a contact; returns its id. */
export const createClient = async (owner: Person, client: { companyName: string; contactEmail: string; overrides?: Partial<BodyInputOf<typeof clientRoutes.create>> }): Promise<string> => {
  const created = await owner.do(clientRoutes.create, { body: {
    companyName: client.companyName, companyKana: '', postalCode: '100-0005', prefecture: '東京都', city: '千代田区', street: '丸の内1-1-1', building: '', representativeTitle: '理事長', representativeName: '緑川 薫', telephone: '03-1234-5678',
    noticeEmail: client.contactEmail, noticePostal: '', department: '', honorific: '御中', purchaseOrder: '', billingStartsOn: null, goesLiveOn: null, payerNames: [], invoiceRecipients: [], internalNote: '',
    contact: { personName: '緑川 薫', email: client.contactEmail, department: '総務', title: '理事長', telephone: '', isSharedMailbox: false }, ...client.overrides,
  } });
  return created.id;
};

export const createSite = async (owner: Person, clientId: string, url = 'https://www.midori.example/'): Promise<string> =>
  (await owner.do(siteRoutes.create, { body: { clientId, siteName: '公式サイト', url, server: 'さくらのレンタルサーバ', cms: 'WordPress 6.9', otherSystems: [], internalNote: '' } })).id;

/** A complete draft: 55,000 yen a month, due at the month's end. Returns its id. */
export const createDraft = async (owner: Person, draft: { clientId: string; siteId: string; startOn: string; overrides?: Partial<BodyInputOf<typeof contractRoutes.create>['terms']> }): Promise<string> => {
  const { terms } = await owner.do(contractRoutes.defaults);
  const body = { clientId: draft.clientId, siteIds: [draft.siteId], terms: { ...terms, feeYen: 55_000, contractDate: draft.startOn, term: { ...terms.term, startOn: draft.startOn }, ...draft.overrides } };
  return (await owner.do(contractRoutes.create, { body })).id;
};
