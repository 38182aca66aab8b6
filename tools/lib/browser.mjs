import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { StopError } from './stop-error.mjs';

const installedNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const installedApps = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];
const fontPackages = ['biz-udpgothic', 'biz-udpmincho'];
const installed = createRequire(path.join(root, 'package.json'));

const runs = (file, env = {}) => spawnSync(file, ['--version'], { stdio: 'ignore', timeout: 20_000, env: { ...process.env, ...env } }).status === 0;

/**
 * A Chromium for the browser tests: CHROME_PATH, an installed Chromium or Chrome, Playwright's own, else the one inside
 * the npm package (Linux on x64). Returns { executablePath, env }. Throws StopError with a sentence when there is none.
 */
export async function findBrowser(env = process.env) {
  if (env.CHROME_PATH) {
    if (runs(env.CHROME_PATH)) return { executablePath: env.CHROME_PATH, env: {} };
    throw new StopError(`CHROME_PATH=${env.CHROME_PATH} を実行できません。 / CHROME_PATH=${env.CHROME_PATH} cannot be run.`);
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter(Boolean);
  const candidates = [...installedNames.flatMap((name) => folders.map((folder) => path.join(folder, name))), ...installedApps, await playwrightsOwn()];
  const found = candidates.find((file) => file && existsSync(file) && runs(file));
  if (found) return { executablePath: found, env: {} };
  const packed = process.platform === 'linux' && process.arch === 'x64' ? await unpacked(env) : null;
  if (packed && runs(packed.executablePath, packed.env)) return packed;
  throw new StopError('ブラウザーのテストに使える Chromium がありません。Chrome か Chromium を入れるか、npx playwright install chromium を実行するか、CHROME_PATH を指定してください。 / No Chromium for the browser tests: install Chrome or Chromium, run npx playwright install chromium, or set CHROME_PATH.');
}

async function playwrightsOwn() {
  try {
    return installed('playwright-core').chromium.executablePath();
  } catch {
    return null;
  }
}

// The package unpacks into the temporary folder and believes what it finds there, so it gets a folder of this checkout.
async function unpacked(env) {
  const folder = path.join(root, 'node_modules/.cache/hoshu-browser');
  mkdirSync(folder, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, AWS_EXECUTION_ENV: process.env.AWS_EXECUTION_ENV, LD_LIBRARY_PATH: process.env.LD_LIBRARY_PATH, FONTCONFIG_PATH: process.env.FONTCONFIG_PATH };
  try {
    Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
    const { default: chromium } = await import(pathToFileURL(installed.resolve('@sparticuz/chromium')).href);
    const executablePath = await chromium.executablePath();
    const libraries = [path.join(folder, 'al2023/lib'), env.LD_LIBRARY_PATH].filter(Boolean).join(':');
    return { executablePath, env: { LD_LIBRARY_PATH: libraries, FONTCONFIG_FILE: japaneseFonts(folder) } };
  } catch {
    return null;
  } finally {
    for (const [name, value] of Object.entries(before)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

// That browser brings no Japanese font: it gets the ones the documents are set in.
function japaneseFonts(folder) {
  const fonts = path.join(folder, 'japanese-fonts');
  mkdirSync(fonts, { recursive: true });
  for (const name of fontPackages) {
    const source = path.dirname(installed.resolve(`@expo-google-fonts/${name}/package.json`));
    for (const weight of readdirSync(source).filter((entry) => /^\d{3}/.test(entry))) {
      for (const file of readdirSync(path.join(source, weight)).filter((entry) => entry.endsWith('.ttf'))) copyFileSync(path.join(source, weight, file), path.join(fonts, file));
    }
  }
  const families = ['sans-serif', 'serif', 'monospace', 'system-ui'].map((family) => `<alias><family>${family}</family><prefer><family>BIZ UDPGothic</family></prefer></alias>`);
  const settings = path.join(folder, 'fonts.conf');
  writeFileSync(settings, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${path.join(folder, 'font-cache')}</cachedir>${families.join('')}</fontconfig>\n`);
  return settings;
}
