import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

jest.setTimeout(60_000);

interface Keys { readonly signingAuthority: { certificatePem: string; privateKeyPem?: string }; readonly formerAuthorities?: { certificatePem: string }[]; readonly context: object }

const tool = (name: string) => path.resolve(import.meta.dirname, `../../../tools/${name}.mjs`);
let directory: string;
beforeEach(() => { directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-keys-')); });
afterEach(() => rmSync(directory, { recursive: true, force: true }));

describe('本番の鍵（keys:new、keys:authority）', () => {
  it('作った鍵は本人しか読めず、上書きされない。認証局だけを新しくし、前の証明書は検証のために残す', () => {
    const file = path.join(directory, 'keys.json');
    const read = () => JSON.parse(readFileSync(file, 'utf8')) as Keys;
    execFileSync(process.execPath, [tool('keys-new'), file]);
    const made = read();
    const again = spawnSync(process.execPath, [tool('keys-new'), file], { encoding: 'utf8' });
    expect([again.status, again.stdout + again.stderr, read()]).toEqual([1, expect.stringContaining('鍵は上書きしません'), made]);
    for (const count of [1, 2]) {
      const before = read();
      execFileSync(process.execPath, [tool('keys-authority'), file]);
      const { signingAuthority, formerAuthorities, ...others } = read();
      const { signingAuthority: former, formerAuthorities: _earlier, ...othersBefore } = before;
      expect(others).toEqual(othersBefore);
      expect(signingAuthority.certificatePem).not.toBe(former.certificatePem);
      expect(formerAuthorities).toHaveLength(count);
      // A certificate checks; a private key that is no longer used would only be there to be stolen.
      expect(formerAuthorities?.map((entry) => Object.keys(entry))).toEqual(Array.from({ length: count }, () => ['certificatePem']));
      expect(formerAuthorities).toContainEqual({ certificatePem: former.certificatePem });
    }
    expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('鍵ファイルでないものには、はっきり答えて 1 で終わる', () => {
    const outcome = spawnSync(process.execPath, [tool('keys-authority'), path.join(directory, 'nothing.json')], { encoding: 'utf8' });
    expect([outcome.status, outcome.stdout + outcome.stderr]).toEqual([1, expect.stringContaining('鍵ファイルではありません')]);
  });
});
