import { generateKeyPairSync, randomBytes, randomInt } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { readJson, writeWhole } from './files.mjs';
import { root } from './root.mjs';
import { StopError } from './stop-error.mjs';

const logins = ['hoshu_api', 'hoshu_worker', 'hoshu_auth', 'hoshu_support', 'hoshu_vault', 'hoshu_backup', 'hoshu_migrator'];
const keyId = (name) => `${name}-${randomBytes(4).toString('hex')}`;
const secret = (bytes = 24) => randomBytes(bytes).toString('base64url');
const symmetricKey = (name) => ({ kid: keyId(name), key: randomBytes(32).toString('base64') });
const pem = { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } };

function keyPair(name, type, options = {}) {
  const { publicKey, privateKey } = generateKeyPairSync(type, { ...options, ...pem });
  return { kid: keyId(name), publicKeyPem: publicKey, privateKeyPem: privateKey };
}

/** A password that people can read aloud: 16 letters and digits without look-alikes, in groups of four. */
function readablePassword() {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
  return [group(), group(), group(), group()].join('-');
}

/** New keys. `demo`: also the password of the demo logins and the secret key of the Stripe simulator. */
export async function newKeys({ demo }) {
  const authority = await newSigningAuthority();
  return {
    createdAt: new Date().toISOString(),
    databasePasswords: Object.fromEntries(logins.map((login) => [login, secret()])),
    context: symmetricKey('context'),
    links: symmetricKey('links'),
    kek: symmetricKey('kek'),
    sealer: keyPair('sealer', 'ed25519'),
    timestampAuthority: keyPair('tsa', 'ec', { namedCurve: 'P-256' }),
    webhookSecrets: { platform: `whsec_${secret()}`, connect: `whsec_${secret()}`, thin: `whsec_${secret()}` },
    ...(authority ? { signingAuthority: authority } : {}),
    ...(demo ? { stripe: { secretKey: `sk_test_sim_${randomBytes(18).toString('hex')}` }, demoPassword: readablePassword() } : {}),
  };
}

// The certificate needs a library, so it is made by the built API; a later start adds it where the API was not built yet.
async function newSigningAuthority() {
  const built = path.join(root, 'apps/api/dist/platform/seal/index.js');
  if (!existsSync(built)) return null;
  const { createSigningAuthority } = await import(pathToFileURL(built).href);
  return createSigningAuthority({ commonName: 'Hoshu Signing Authority', validFromAt: new Date(), validYears: 10 });
}

/** Keys with a new signing authority; the certificate of the old one stays known. Returns null where the API was not built. */
export async function withNewAuthority(keys) {
  const authority = await newSigningAuthority();
  if (!authority) return null;
  const former = keys.signingAuthority ? [{ certificatePem: keys.signingAuthority.certificatePem }] : [];
  return { ...keys, signingAuthority: authority, formerAuthorities: [...(keys.formerAuthorities ?? []), ...former] };
}

/** The keys of a demo or test instance: read from the file, or made and written (0600) at the first start. */
export async function demoKeys(file) {
  if (!existsSync(file)) {
    const made = await newKeys({ demo: true });
    writeWhole(file, `${JSON.stringify(made, null, 2)}\n`);
    return made;
  }
  const keys = readJson(file);
  if (!keys?.databasePasswords || !keys.context) {
    throw new StopError(`${file} を読めません。バックアップから戻してください。 / ${file} cannot be read: restore it from your backup.`);
  }
  refuseReadableByOthers(file);
  if (keys.signingAuthority) return keys;
  const signingAuthority = await newSigningAuthority();
  if (!signingAuthority) return keys;
  const completed = { ...keys, signingAuthority };
  writeWhole(file, `${JSON.stringify(completed, null, 2)}\n`);
  return completed;
}

function refuseReadableByOthers(file) {
  if (process.platform === 'win32' || (statSync(file).mode & 0o077) === 0) return;
  throw new StopError(`${file} をほかの利用者が読めます。chmod 600 ${file} を実行してください。 / Other users can read ${file}: run chmod 600 ${file}.`);
}
