import { filesBelow, read, readJson } from './support/repository.js';

interface Entry { readonly version?: string; readonly resolved?: string; readonly link?: boolean; readonly integrity?: string; readonly dev?: boolean; readonly optional?: boolean; readonly license?: string; readonly optionalDependencies?: Record<string, string> }
interface Manifest { readonly name: string; readonly dependencies?: Record<string, string>; readonly devDependencies?: Record<string, string>; readonly overrides?: Record<string, string> }

const packages = Object.entries(readJson<{ packages: Record<string, Entry> }>('package-lock.json').packages).filter(([place]) => place.includes('node_modules/'));
const nameOf = (place: string) => place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
const ours = ['package.json', ...['apps', 'libs'].flatMap((folder) => filesBelow(folder, /^[^/]+\/[^/]+\/package\.json$/))];

// Licences that allow use in a closed product; a new one is decided here, by name.
const allowed = new Set(['MIT', 'MIT-0', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'CC0-1.0', 'Unlicense', 'BlueOak-1.0.0', 'OFL-1.1', 'Zlib', 'Python-2.0', 'Artistic-2.0']);
// Packages that state no licence in package.json; their licence files say MIT.
const readByHand = new Set(['busboy', 'passport-local', 'passport-strategy', 'pause', 'png-js', 'streamsearch']);
const libraries = new Set(['LGPL-3.0-or-later']);
const isAllowed = (licence: string, name: string): boolean => readByHand.has(name) || licence.replace(/[()]/g, '').split(' OR ').some((choice) => choice.split(/ AND | and /).every((part) => allowed.has(part.trim()) || (libraries.has(part.trim()) && name.startsWith('@img/'))));

describe('依存パッケージ', () => {
  it('版はどれも一つに決まっている', () => {
    const loose = ours.flatMap((file) => {
      const { dependencies, devDependencies, overrides } = readJson<Manifest>(file);
      return Object.entries({ ...dependencies, ...devDependencies, ...overrides }).filter(([, version]) => !/^(npm:[\w@/.-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)).map(([name, version]) => `${file}: ${name} ${version}`);
    });
    expect(loose).toEqual([]);
  });

  it('lock は、取り寄せ先の名前をひとつも書いていない', () => {
    expect(packages.filter(([, entry]) => entry.resolved !== undefined && !entry.link).map(([place]) => place)).toEqual([]);
    expect(read('package-lock.json')).not.toMatch(/https?:\/\/(?!(?:[\w.-]*\.)?(?:github\.com|opencollective\.com|paypal|patreon|tidelift|funding|ko-fi|buymeacoffee|feross\.org|[\w-]+\.[a-z]{2,}))[^"]*\.tgz/);
  });

  it('lock のどの行にも、版と中身の照合値がある', () => {
    expect(packages.filter(([, entry]) => !entry.link && (!entry.version || !entry.integrity)).map(([place]) => place)).toEqual([]);
  });

  it('機種ごとの部品が、lock からひとつも抜けていない', () => {
    const present = new Set(packages.map(([place]) => nameOf(place)));
    const missing = packages.flatMap(([place, entry]) => Object.keys(entry.optionalDependencies ?? {}).filter((name) => !present.has(name)).map((name) => `${nameOf(place)} → ${name}`));
    expect(missing).toEqual([]);
  });

  it('製品に入るパッケージの使用条件は、決めた一覧の中にある', () => {
    const others = packages.filter(([place, entry]) => !entry.link && !entry.dev && !isAllowed(entry.license ?? '（なし）', nameOf(place))).map(([place, entry]) => `${nameOf(place)}: ${entry.license ?? '（なし）'}`);
    expect(others).toEqual([]);
  });

  it('二つの場所で使うパッケージは、同じ版を使う', () => {
    const versions = new Map<string, Set<string>>();
    for (const file of ours) {
      const { dependencies, devDependencies } = readJson<Manifest>(file);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) versions.set(name, new Set([...(versions.get(name) ?? []), version]));
    }
    expect([...versions].filter(([, set]) => set.size > 1).map(([name]) => name)).toEqual([]);
  });
});
