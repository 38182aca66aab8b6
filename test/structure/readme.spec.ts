import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { people } from '../../apps/api/src/modules/demo/demo-people.js';
import { exists, filesBelow, read, readJson, root } from './support/repository.js';

const readme = read('README.md');
const { scripts } = readJson<{ scripts: Record<string, string> }>('package.json');
const run = (script: string, args: readonly string[] = []) => spawnSync(process.execPath, [script, ...args], { cwd: root, encoding: 'utf8' });
const commandsIn = (text: string) => [...new Set([...text.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)].map((match) => match[1] ?? ''))].filter((name) => !['ci', 'install', 'registry', 'package'].includes(name));

describe('README の命令', () => {
  it('文書に書いた命令は、どれも package.json にある', () => {
    const documents = ['README.md', ...filesBelow('docs', /\.md$/), 'apps/portal/README.md', 'docker/compose.yml'];
    const wrong = documents.flatMap((file) => commandsIn(read(file)).filter((name) => !(name in scripts)).map((name) => `${file}: npm run ${name}`));
    expect(wrong).toEqual([]);
  });

  it('package.json の命令は、どれも存在する道具を動かし、その道具は読める', () => {
    for (const [name, command] of Object.entries(scripts)) {
      const script = /^node (\S+)/.exec(command)?.[1];
      if (!script) continue;
      expect([name, exists(script)]).toEqual([name, true]);
      expect([name, run('--check', [script]).status]).toEqual([name, 0]);
    }
  });

  it('npm run db:roles の出力は、docker/postgres/roles.sql と同じ', () => {
    expect(run('tools/db-roles.mjs').stdout).toBe(read('docker/postgres/roles.sql'));
  });

  it('npm run keys:new は、持ち主だけが読める鍵を作り、上書きしない', () => {
    const directory = mkdtempSync(path.join(os.tmpdir(), 'hoshu-keys-'));
    const file = path.join(directory, 'keys.json');
    try {
      expect(run('tools/keys-new.mjs', [file]).status).toBe(0);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)).not.toContain('demoPassword');
      expect(run('tools/keys-new.mjs', [file]).status).toBe(1);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('npm run vectors は、添えた検算例をすべて通す', () => {
    const result = run('tools/vectors.mjs');
    expect([result.stdout.trim().split('\n').at(-1), result.status]).toEqual([expect.stringMatching(/^vectors: [1-9]\d* passed, 0 failed, 0 unknown$/), 0]);
  });
});

describe('README の表', () => {
  it('設定の表は、設定の定義と名前・順番・既定値が一致する', () => {
    const declared = [...read('apps/api/src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z\.(.+),$/gm)].map(([, name, type = '']) => ({ name, value: /\.default\('?(.*?)'?\)$/.exec(type)?.[1] ?? null }));
    const rows = (/<!-- settings -->([\s\S]*)<!-- \/settings -->/.exec(readme)?.[1] ?? '').split('\n').map((line) => /^\| `([A-Z_]+)` \| (.+?) \| .+ \|$/.exec(line)).filter((match) => match !== null).map(([, name, value = '']) => ({ name, value: /^`(.*)`$/.exec(value)?.[1] ?? value }));
    expect(rows.map(({ name }) => name)).toEqual(declared.map(({ name }) => name));
    // Names without a default of their own get one from `npm start`, or stand for 「なし」.
    const ofStart: Record<string, string> = { HOSHU_MODE: '（`npm start` は demo）', HOSHU_DATA: '.data', HOSHU_KEYS_FILE: '.data/keys.json', HOSHU_PORTAL_DIR: 'apps/portal/dist' };
    expect(rows).toEqual(declared.map(({ name, value }) => ({ name, value: value || (ofStart[name ?? ''] ?? 'なし') })));
  });

  it('デモの人物の表は、デモが作る人物と一致する', () => {
    const rows = [...readme.matchAll(/^\| (.+?) \| (\S+@\S+) \| (.+?) \|$/gm)].map(([, name, email, role]) => ({ name, email, role }));
    expect(rows).toEqual(people.map(({ name, email, role }) => ({ name, email, role: role.ja })));
  });

  it('書いてあるポートは、起動が使うポートと一致する', () => {
    const ports = spawnSync(process.execPath, ['--input-type=module', '-e', `import { portsFrom } from './tools/lib/ports.mjs'; process.stdout.write(JSON.stringify(Object.values(portsFrom({}))));`], { cwd: root, encoding: 'utf8' });
    const line = readme.split('\n').find((entry) => entry.startsWith('ポート:')) ?? '';
    expect([...line.matchAll(/\b(4\d{3})\b/g)].map((match) => Number(match[1]))).toEqual(JSON.parse(ports.stdout));
  });

  it('文書の中のリンクは、どれも存在するファイルを指す', () => {
    const broken = ['README.md', ...filesBelow('docs', /\.md$/), ...filesBelow('apps', /README\.md$/)].flatMap((file) => [...read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
      .map((match) => path.posix.join(path.posix.dirname(file), match[1] ?? '')).filter((target) => !exists(target)).map((target) => `${file} → ${target}`));
    expect(broken).toEqual([]);
  });

  it('文書が `…` で名指すファイルは、どれも存在する', () => {
    const broken = ['README.md', ...filesBelow('docs', /^docs\/[^/]+\.md$/)].flatMap((file) => [...read(file).matchAll(/`((?:apps|libs|test|tools|docs|docker)\/[\w./-]+)`/g)].map((match) => match[1] ?? '').filter((target) => !/\/dist(\/|$)/.test(target) && !exists(target)).map((target) => `${file} → ${target}`));
    expect(broken).toEqual([]);
  });
});
