import { readFileSync } from 'node:fs';

/** Where the running product is; written when a worker starts its own. */
export interface ProductAddress { readonly url: string; readonly mailUrl: string; readonly bankUrl: string; readonly adminUrl: string; readonly database: string; /** A port where a journey may put a site of its own: the only local one that probe and monitor reach. */ readonly sitePort: number; /** The listener for the contracts' own notice addresses (SMTP). */ readonly mailInPort: number }

const addressFile = (): string => {
  const file = process.env['HOSHU_E2E_ADDRESS'];
  if (!file) throw new Error('the product was not started');
  return file;
};

export const product = (): ProductAddress => JSON.parse(readFileSync(addressFile(), 'utf8')) as ProductAddress;
