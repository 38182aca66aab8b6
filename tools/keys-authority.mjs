import { existsSync } from 'node:fs';
import path from 'node:path';
import { readJson, writeWhole } from './lib/files.mjs';
import { withNewAuthority } from './lib/keys.mjs';
import { StopError, runTool } from './lib/stop-error.mjs';

/** npm run keys:authority -- FILE: replaces the signing authority of a keys file, before it runs out; the old certificate stays for checking. */
await runTool(async () => {
  const [name] = process.argv.slice(2);
  if (!name) throw new StopError('使い方: npm run keys:authority -- ファイル / Usage: npm run keys:authority -- FILE');
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
  const keys = existsSync(file) ? readJson(file) : null;
  if (!keys?.context) throw new StopError(`${file} は鍵ファイルではありません。 / ${file} is no keys file.`);
  const renewed = await withNewAuthority(keys);
  if (!renewed) throw new StopError('署名用の証明書を作れません。先に npm run build を実行してください。 / The signing certificate cannot be made: run npm run build first.');
  writeWhole(file, `${JSON.stringify(renewed, null, 2)}\n`);
  process.stdout.write(`${file}\n署名用の認証局を新しくしました。控えを取り、API と worker を起動し直してください。\nThe signing authority was replaced: keep a copy of the file and restart API and worker.\n`);
});
