import type { ResponseOf, clientRoutes } from '@hoshu/api-schema';
import type { MessageId } from '../../shared/i18n/translate.js';

export type ClientView = ResponseOf<typeof clientRoutes.get>;

/** The fields of a client that can be changed, each with its label, in the order of the form. */
export const clientLabels = {
  companyName: 'clients.name', companyKana: 'clients.kana', postalCode: 'clients.postalCode', prefecture: 'clients.prefecture', city: 'clients.city', street: 'clients.street', building: 'clients.building',
  representativeTitle: 'clients.representativeTitle', representativeName: 'clients.representativeName', telephone: 'clients.telephone', noticeEmail: 'clients.noticeEmail', noticePostal: 'clients.noticePostal',
  department: 'clients.department', honorific: 'clients.honorific', purchaseOrder: 'clients.purchaseOrder', invoiceRecipients: 'clients.invoiceRecipients', payerNames: 'clients.payerNames',
  billingStartsOn: 'clients.billingStartsOn', goesLiveOn: 'clients.goesLiveOn', internalNote: 'clients.internalNote',
} as const satisfies Partial<Record<keyof ClientView, MessageId>>;
export type ClientField = keyof typeof clientLabels;
export const clientFields = Object.keys(clientLabels).filter((name): name is ClientField => name in clientLabels);

/** A value as one line of text, for comparing and showing. */
export const textOf = (value: ClientView[ClientField]): string => (Array.isArray(value) ? value.join('、') : (value ?? ''));

/** What the form begins with: the view without what cannot be changed. */
export const editable = (client: ClientView): Pick<ClientView, ClientField> => ({
  companyName: client.companyName, companyKana: client.companyKana, postalCode: client.postalCode, prefecture: client.prefecture, city: client.city, street: client.street, building: client.building,
  representativeTitle: client.representativeTitle, representativeName: client.representativeName, telephone: client.telephone, noticeEmail: client.noticeEmail, noticePostal: client.noticePostal,
  department: client.department, honorific: client.honorific, purchaseOrder: client.purchaseOrder, invoiceRecipients: client.invoiceRecipients, payerNames: client.payerNames,
  billingStartsOn: client.billingStartsOn, goesLiveOn: client.goesLiveOn, internalNote: client.internalNote,
});
