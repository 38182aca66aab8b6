import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { errorEntry, errors, type ErrorCode } from '@hoshu/api-schema';
import { exists, productFiles, read, root } from './support/repository.js';

const codes = (Object.keys(errors) as ErrorCode[]).sort();
const document = 'docs/errors.md';

function table(): string {
  const rows = codes.map((code) => {
    const { status, ja, en, article } = errorEntry(code);
    return `| \`${code}\` | ${status} | ${article ?? ''} | ${ja} | ${en} |`;
  });
  return ['# 断りの一覧 / Refusals', '', 'Every answer that is not 2xx is an RFC 9457 problem whose `code` stands here. Rewritten by `UPDATE_GOLDEN=1 npm run test:fast`.', '', '| code | status | 条文 | 日本語 | English |', '|---|---|---|---|---|', ...rows, ''].join('\n');
}

describe('断り（error code）', () => {
  it('どの符号も、どこかで使われている', () => {
    const code = productFiles().filter((file) => /^(apps\/api|libs\/(domain|api-schema))\/src\//.test(file) && !file.includes('/errors/')).map(read).join('\n');
    expect(codes.filter((name) => !new RegExp(`['"\`]${name}['"\`]|\\b${name}:`).test(code))).toEqual([]);
  });

  it('どの符号にも、日本語と英語の文がある', () => {
    const poor = codes.filter((code) => !/[ぁ-ん].*。$/s.test(errorEntry(code).ja) || !/^[A-Z].*\.$/s.test(errorEntry(code).en));
    expect(poor).toEqual([]);
  });

  it('条文を名指す断りは、あてはまる条文の書き方をしている', () => {
    expect(codes.filter((code) => !/^第([1-9]|1\d|2[0-2])条([1-9]項)?$/.test(errorEntry(code).article ?? '第1条'))).toEqual([]);
  });

  it('docs/errors.md は表と一致する', () => {
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path.join(root, document), table());
    expect(exists(document) ? read(document) : '').toBe(table());
  });
});
