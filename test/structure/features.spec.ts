import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { read, readJson, root } from './support/repository.js';
import { allTestNames } from './support/test-names.js';

const openFile = 'test/structure/features-open.json';
const document = 'docs/acceptance.md';
const promised = readJson<Record<string, string>>('test/structure/features.json');
const listed = readJson<Record<string, string>>(openFile);
const tests = allTestNames();
const provers = (feature: string) => [...tests].filter(([, names]) => names.some((name) => name.includes(feature))).map(([file]) => file);

const isUpdate = process.env['UPDATE_GOLDEN'] === '1';
// An update may shorten the list and never lengthen it.
const open = isUpdate ? Object.fromEntries(Object.entries(listed).filter(([feature]) => provers(feature).length === 0)) : listed;

function table(): string {
  const rows = Object.entries(promised).map(([feature, says]) => `| ${feature} | ${says} | ${provers(feature).map((file) => `\`${file}\``).join('<br>') || (open[feature] ?? '')} |`);
  return ['# 受け入れ条件 / Acceptance', '', 'A test whose name carries the number proves it; what nobody proves yet says so. Rewritten by `UPDATE_GOLDEN=1 npm run test:fast`.', '', '| 番号 | 条件 | 証明するテスト |', '|---|---|---|', ...rows, ''].join('\n');
}

if (isUpdate) {
  writeFileSync(path.join(root, openFile), `${JSON.stringify(open, null, 2)}\n`);
  writeFileSync(path.join(root, document), table());
}

describe('受け入れ条件（F番号）', () => {
  it.each(Object.keys(promised))('%s は、名前に番号をもつテストが証明する。まだなら features-open.json にある', (feature) => {
    expect({ feature, open: feature in open }).toEqual({ feature, open: provers(feature).length === 0 });
  });

  it('未完の一覧は、約束した番号と理由だけでできている', () => {
    expect(Object.keys(open).filter((feature) => !(feature in promised))).toEqual([]);
    for (const [feature, reason] of Object.entries(open)) expect([feature, reason.endsWith('まだ')]).toEqual([feature, true]);
  });

  it('docs/acceptance.md は、いまのテストと一致する', () => expect(read(document)).toBe(table()));
});
