import type { Content } from 'pdfmake/interfaces.js';
import { textWidth } from '../fonts.js';
import { mm, sealAt } from '../layout.js';
import type { SealImage } from '../seal-image.js';

/** The company that issues a document, frozen at its day. */
export interface Issuer {
  companyName: string;
  /** T + 13 digits; null when the company is not registered (免税事業者). */
  registrationNumber: string | null;
  postalCode: string;
  address: string;
  telephone?: string;
  email?: string;
  person?: string;
  seal?: SealImage;
}

/** Who a document goes to. */
export interface Recipient {
  companyName: string;
  postalCode?: string;
  address?: string;
  department?: string;
  person?: string;
  /** 敬称: 御中 for a company, 様 for a person. Printed after the company unless a person is named. */
  honorific: '御中' | '様';
}

const SEAL_SIZE = mm(18);
const NAME_SIZE = 12;
/** Space under the name that the lower half of the seal hangs into, so that it covers no digits of the address. */
const BELOW_NAME = 16;

function nameLine(issuer: Issuer, columnWidth: number): Content[] {
  const name: Content = { text: issuer.companyName, bold: true, fontSize: NAME_SIZE, margin: [0, 0, 0, issuer.seal ? BELOW_NAME : 2] };
  if (!issuer.seal) return [name];
  const width = Math.min(textWidth(issuer.companyName, NAME_SIZE, { family: 'gothic', bold: true }), columnWidth);
  // The seal lies over the right end of the name and stays inside the column.
  const x = Math.min(width - Math.min(SEAL_SIZE, width) * 0.3, columnWidth - SEAL_SIZE);
  return [sealAt(issuer.seal, { x: Math.max(0, x), y: NAME_SIZE / 2 - SEAL_SIZE / 2 - 3, size: SEAL_SIZE }, true), name];
}

/**
 * Name, number, address and telephone of the issuer, with the seal over the right end of the name.
 * @param columnWidth points available
 */
export function issuerBlock(issuer: Issuer, columnWidth: number): Content {
  const contact = [issuer.telephone && `TEL ${issuer.telephone}`, issuer.person && `担当：${issuer.person}`].filter(Boolean).join('　');
  const lines = [
    issuer.registrationNumber ? `登録番号：${issuer.registrationNumber}` : '',
    `〒${issuer.postalCode}`,
    issuer.address,
    contact,
    issuer.email ?? '',
  ].filter(Boolean);
  return { stack: [...nameLine(issuer, columnWidth), ...lines.map((line): Content => ({ text: line, fontSize: 9 }))] };
}

/** Address as it shows through the window of a 長形3号 envelope. */
export function addressBlock(recipient: Recipient): Content {
  const lines: Content[] = [];
  if (recipient.postalCode) lines.push({ text: `〒${recipient.postalCode}`, fontSize: 9.5 });
  if (recipient.address) lines.push({ text: recipient.address, fontSize: 9.5, margin: [0, 0, 0, 4] });
  const companyHonorific = recipient.person ? '' : `　${recipient.honorific}`;
  const company = recipient.department ? recipient.companyName : `${recipient.companyName}${companyHonorific}`;
  lines.push({ text: company, fontSize: 12, bold: true });
  if (recipient.department) lines.push({ text: `${recipient.department}${companyHonorific}`, fontSize: 10.5 });
  if (recipient.person) lines.push({ text: `${recipient.person}　様`, fontSize: 10.5 });
  return { stack: lines };
}
