/** Checks an unpacked bundle with nothing but Node: every hash of SHA256SUMS, nothing missing, nothing added, and every leaf of the audit trail. */
export const verifyNode = `// node verify.mjs : 0 = unchanged, 1 = changed
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);
const sums = new Map(readFileSync(path.join(root, 'SHA256SUMS'), 'utf8').split('\\n').filter(Boolean).map((line) => [line.slice(66), line.slice(0, 64)]));
const list = (folder) => readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? list(path.posix.join(folder, entry.name)) : [path.posix.join(folder, entry.name)]));
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const problems = [];
const present = new Set(list('.').map((name) => name.replace(/^\\.\\//, '')));
for (const [name, sum] of sums) {
  if (!present.has(name)) problems.push('欠けています: ' + name);
  else if (sha256(readFileSync(path.join(root, name))) !== sum) problems.push('変更されています: ' + name);
}
for (const name of present) if (name !== 'SHA256SUMS' && !sums.has(name)) problems.push('一覧にありません: ' + name);
let last = null;
for (const line of readFileSync(path.join(root, 'audit/events.ndjson'), 'utf8').split('\\n').filter(Boolean)) {
  const { canon, leaf } = JSON.parse(line);
  if (sha256(Buffer.concat([Buffer.from([0]), Buffer.from(canon, 'utf8')])) !== leaf) problems.push('証跡の内容とハッシュ値が合いません: ' + leaf);
  const { seq, prev } = JSON.parse(canon);
  if (last && last.seq + 1 === seq && prev !== last.leaf) problems.push('証跡のつながりが切れています: ' + seq);
  last = { seq, leaf };
}
for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'OK: ' + sums.size + ' 個のファイルに変更はありません' : 'NG: ' + problems.length + ' 件の問題があります');
process.exit(problems.length === 0 ? 0 : 1);
`;

/** The same for the files alone, with the tools of any Unix. */
export const verifyShell = `#!/bin/sh
# sh verify.sh : 0 = unchanged
cd "$(dirname "$0")" || exit 2
if command -v sha256sum >/dev/null 2>&1; then sha256sum --quiet -c SHA256SUMS && echo OK; else shasum -a 256 -c SHA256SUMS; fi
`;
