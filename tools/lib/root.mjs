import path from 'node:path';

/** The folder of the checkout. */
export const root = path.resolve(import.meta.dirname, '../..');

/** Where a start keeps its data: HOSHU_DATA, or `.data` in the checkout. */
export function dataDirectory(env = process.env) {
  return path.resolve(root, env.HOSHU_DATA || '.data');
}
