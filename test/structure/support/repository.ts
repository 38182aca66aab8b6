import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(__dirname, '../../..');

const notOurs = new Set(['node_modules', 'dist', 'dist-types', 'coverage', 'test-results', 'playwright-report']);
// Hidden folders hold caches and data of a running product, but for the build machine's own.
const isSkipped = (name: string) => notOurs.has(name) || (name.startsWith('.') && name !== '.ci');

/** Every file of ours below a folder, as paths from the repository's root with forward slashes. */
export function filesBelow(folder: string, matches = /./): string[] {
  const start = path.join(root, folder);
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true }).flatMap((entry) => {
    const file = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return isSkipped(entry.name) ? [] : filesBelow(file, matches);
    return matches.test(file) ? [file] : [];
  }).sort();
}

export const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
export const readJson = <T>(file: string): T => JSON.parse(read(file)) as T;
export const exists = (file: string): boolean => existsSync(path.join(root, file));

const isGenerated = (file: string) => file.includes('/generated/');
export const isTest = (file: string): boolean => /\.(spec|e2e)\.tsx?$/.test(file) || file.startsWith('test/');

/** All code: TypeScript and the plain scripts that work before anything is installed. */
export const codeFiles = (): string[] => ['apps', 'libs', 'test', 'tools'].flatMap((folder) => filesBelow(folder, /\.(ts|tsx|mjs|cjs)$/)).filter((file) => !isGenerated(file));

/** Code of the product itself: no tests, no helpers of tests. */
export const productFiles = (): string[] => codeFiles().filter((file) => /^(apps|libs)\/[^/]+\/src\//.test(file) && !isTest(file) && !file.startsWith('libs/testing/') && !file.includes('/shared/testing/'));

/** Every test file, with the harness files left out. */
export const testFiles = (): string[] => codeFiles().filter((file) => /\.(spec|e2e)\.tsx?$/.test(file));
