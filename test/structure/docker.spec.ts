import path from 'node:path';
import { parse as parseYaml } from 'yaml';
import { exists, filesBelow, read, readJson } from './support/repository.js';

interface Service { readonly image?: string; readonly command?: readonly string[]; readonly environment?: Record<string, string>; readonly ports?: readonly string[]; readonly volumes?: readonly string[]; readonly depends_on?: Record<string, unknown>; readonly secrets?: readonly string[] }
interface Compose { readonly services: Record<string, Service>; readonly volumes: Record<string, unknown>; readonly secrets: Record<string, unknown> }

const compose = (file: string): Compose => parseYaml(read(file), { merge: true }) as Compose;
const composeFiles = filesBelow('docker', /\.ya?ml$/);
const dockerfiles = filesBelow('docker', /Dockerfile$/);
const settings = new Set([...read('apps/api/src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z_]+): z\./gm)].map((match) => match[1]));
const ofTools = new Set(['HOSHU_ADMIN_DATABASE_URL', 'POSTGRES_PASSWORD', 'POSTGRES_INITDB_ARGS', 'PGHOST', 'PGDATABASE', 'PGUSER', 'PGPASSWORD']);
const servicesOf = (file: string) => Object.entries(compose(file).services);
/** Source of a built script of ours: apps/api/dist/main.js → apps/api/src/main.ts. */
const sourceOf = (built: string) => built.replace('/dist/', '/src/').replace(/\.js$/, '.ts');
const built = /^(apps|libs)\/[^/]+\/dist(\/|$)/;

describe('docker/', () => {
  it('ファイルがそろっている', () => expect([composeFiles.length > 0, dockerfiles.length > 0]).toEqual([true, true]));

  it.each(composeFiles)('%s: 読めて、名前だけの物を指していない', (file) => {
    const { services, volumes, secrets } = compose(file);
    for (const [name, service] of Object.entries(services)) {
      for (const other of Object.keys(service.depends_on ?? {})) expect([name, other in services]).toEqual([name, true]);
      for (const secret of service.secrets ?? []) expect([name, secret in secrets]).toEqual([name, true]);
      for (const [source = ''] of (service.volumes ?? []).map((entry) => entry.split(':'))) {
        const found = source.startsWith('.') ? exists(path.posix.join('docker', source)) : source in volumes;
        expect([name, source, found]).toEqual([name, source, true]);
      }
      for (const script of (service.command ?? []).filter((word) => word.endsWith('.js'))) expect([name, script, exists(sourceOf(script))]).toEqual([name, script, true]);
    }
  });

  it('設定の名前はどれも、製品か道具が読む', () => {
    const inCompose = composeFiles.flatMap((file) => servicesOf(file).flatMap(([, service]) => Object.keys(service.environment ?? {})));
    const inImages = dockerfiles.flatMap((file) => [...read(file).matchAll(/(?:ENV |^ {4})([A-Z][A-Z_]+)=/gm)].map((match) => match[1] ?? '')).filter((name) => name !== 'NX_DAEMON');
    expect([...new Set([...inCompose, ...inImages])].filter((name) => !settings.has(name) && !ofTools.has(name))).toEqual([]);
  });

  it('置き換える変数は、ファイルの頭に説明があるか、既定値をもつ', () => {
    for (const file of composeFiles) {
      const text = read(file);
      const needed = [...text.matchAll(/\$\{([A-Z_]+)(:[?-][^}]*)?\}/g)].filter(([, , rest]) => !rest?.startsWith(':-')).map((match) => match[1] ?? '');
      expect([...new Set(needed)].filter((name) => !new RegExp(`^#\\s+${name}\\s`, 'm').test(text))).toEqual([]);
    }
  });

  it('COPY の元は、すべて存在する（組み立てて出来る物は、その元が）', () => {
    const sources = dockerfiles.flatMap((file) => [...read(file).matchAll(/^COPY (?:--from=build )?(.+)$/gm)].flatMap((match) => (match[1] ?? '').trim().split(/\s+/).slice(0, -1)));
    const ofCheckout = sources.map((source) => source.replace(/^\/app\//, '').replace(/^\.\//, ''));
    expect(ofCheckout.length).toBeGreaterThan(5);
    expect(ofCheckout.filter((source) => source !== 'node_modules' && !exists(built.test(source) ? source.replace(/\/dist(\/|$).*/, '/src') : source))).toEqual([]);
  });

  it('ポートと、生きているかを尋ねる住所が製品と同じ', () => {
    const health = read('apps/api/src/platform/health/health.controller.ts');
    for (const file of dockerfiles) {
      const text = read(file);
      const port = /^EXPOSE (\d+)$/m.exec(text)?.[1];
      expect([file, /PORT=(\d+)/.exec(text)?.[1], /127\.0\.0\.1:(\d+)\/api\/ready/.exec(text)?.[1]]).toEqual([file, port, port]);
    }
    expect(health).toContain('ready');
    const published = composeFiles.flatMap((file) => servicesOf(file).flatMap(([, service]) => (service.ports ?? []).map((entry) => entry.split(':').at(-1))));
    expect(published).toEqual(['4000', '2525']);
  });

  it('Node の版が、package.json の求める版に足りる', () => {
    const [major = 0, minor = 0] = (/>=(\d+)\.(\d+)/.exec(readJson<{ engines: { node: string } }>('package.json').engines.node) ?? []).slice(1).map(Number);
    for (const file of dockerfiles) for (const match of read(file).matchAll(/^FROM node:(\d+)\.(\d+)/gm)) expect([file, Number(match[1]) > major || (Number(match[1]) === major && Number(match[2]) >= minor)]).toEqual([file, true]);
  });
});
