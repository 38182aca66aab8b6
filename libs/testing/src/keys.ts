import { randomBytes } from 'node:crypto';

/** Throw-away keys of one test run, in the shape of the keys file. */
export const testKeys = () => {
  const secret = (bytes: number) => randomBytes(bytes).toString('base64');
  const logins = ['hoshu_api', 'hoshu_worker', 'hoshu_auth', 'hoshu_support', 'hoshu_vault', 'hoshu_backup', 'hoshu_migrator'];
  return {
    databasePasswords: Object.fromEntries(logins.map((login) => [login, randomBytes(18).toString('base64url')])),
    context: { kid: 'c1', key: secret(48) }, links: { kid: 'l1', key: secret(48) }, kek: { kid: 'k1', key: secret(48) },
    webhookSecrets: { platform: `whsec_${randomBytes(16).toString('hex')}`, connect: `whsec_${randomBytes(16).toString('hex')}`, thin: `whsec_${randomBytes(16).toString('hex')}` },
    stripe: { secretKey: 'sk_test_sim_hoshu' },
    demoPassword: randomBytes(12).toString('base64url'),
  };
};
