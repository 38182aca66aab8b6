import path from 'node:path';

// A small nursery and few allocator arenas: an idle process gives back what its start took.
const frugalFlags = ['--max-semi-space-size=4'];
const frugal = { MALLOC_ARENA_MAX: '2' };

const withDatabase = (adminUrl, name) => {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.href;
};

/** Starts the five programs of a demo under the supervisor. `apiScripts`, `apiNodeOptions` and `apiEnv` differ in development. */
export function startChildren(supervisor, { env, keys, ports, adminUrl, apiScripts = { api: 'apps/api/dist/main.js', worker: 'apps/api/dist/worker.js' }, apiNodeOptions = [], apiEnv = {} }) {
  const api = `http://127.0.0.1:${env.PORT}/api/webhooks/stripe`;
  supervisor.start('simulator', {
    script: 'apps/stripe-simulator/dist/main.js',
    env: {
      HOSHU_MODE: env.HOSHU_MODE,
      PORT: String(ports.simulator),
      BIND: '127.0.0.1',
      SIM_DATABASE_URL: withDatabase(adminUrl, env.HOSHU_DB_NAME),
      SIM_PAGES_URL: env.STRIPE_PAGE_URL,
      SIM_WEBHOOKS: JSON.stringify([
        { url: `${api}/platform`, secret: keys.webhookSecrets.platform, scope: 'platform' },
        { url: `${api}/connect`, secret: keys.webhookSecrets.connect, scope: 'connect' },
      ]),
    },
  });
  supervisor.start('mail-catcher', {
    script: 'apps/mail-catcher/dist/main.js',
    env: { HOSHU_MODE: env.HOSHU_MODE, MAIL_HTTP_PORT: String(ports.mailPage), MAIL_SMTP_PORT: String(ports.smtp), MAIL_DIRECTORY: path.join(env.HOSHU_DATA, 'mail') },
  });
  supervisor.start('mail-in', { script: 'apps/api/dist/mail-in.js', env: { ...frugal, ...env }, nodeOptions: frugalFlags });
  supervisor.start('api', { script: apiScripts.api, env: { ...frugal, ...env, ...apiEnv }, nodeOptions: [...frugalFlags, ...apiNodeOptions] });
  supervisor.start('worker', { script: apiScripts.worker, env: { ...frugal, ...env, ...apiEnv }, nodeOptions: [...frugalFlags, ...apiNodeOptions] });
}
