import { existsSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory, writeWhole } from './lib/files.mjs';
import { newKeys } from './lib/keys.mjs';
import { StopError, runTool } from './lib/stop-error.mjs';

/** npm run keys:new -- FILE: the keys of a production instance, readable by their owner only. Never overwrites. */
await runTool(async () => {
  const [name] = process.argv.slice(2);
  if (!name) throw new StopError('使い方: npm run keys:new -- ファイル / Usage: npm run keys:new -- FILE');
  const file = path.resolve(process.env.INIT_CWD ?? process.cwd(), name);
  if (existsSync(file)) throw new StopError(`${file} がすでにあります。鍵は上書きしません。 / ${file} exists: keys are never overwritten.`);
  const keys = await newKeys({ demo: false });
  if (!keys.signingAuthority) throw new StopError('署名用の証明書を作れません。先に npm run build を実行してください。 / The signing certificate cannot be made: run npm run build first.');
  makeDirectory(path.dirname(file), 0o700);
  writeWhole(file, `${JSON.stringify(keys, null, 2)}\n`);
  process.stdout.write(`${file}\n鍵を失うと、保管した秘密を読めなくなります。控えを別の場所に置き、webhookSecrets を Stripe の画面にある値に書き換えてください。\nWithout these keys stored secrets cannot be read: keep a copy elsewhere, and replace webhookSecrets by the values of your Stripe dashboard.\n`);
});
