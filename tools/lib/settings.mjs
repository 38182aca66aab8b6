import path from 'node:path';

/**
 * The environment every child of a demo start gets. The mode is fixed here and never read from NODE_ENV.
 * `apiPort` differs from the portal's port only in development.
 */
export function childEnvironment({ data, keysFile, ports, database, instanceId, apiPort = ports.portal, publicUrl }) {
  return {
    HOSHU_MODE: 'demo',
    HOSHU_DATA: data,
    HOSHU_KEYS_FILE: keysFile,
    HOSHU_INSTANCE_ID: instanceId,
    HOSHU_SUPERVISOR_PID: String(process.pid),
    HOSHU_LOG_DIR: path.join(data, 'logs'),
    ...database,
    PORT: String(apiPort),
    PUBLIC_URL: publicUrl,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_PAGE_URL: `http://localhost:${ports.mailPage}`,
    HOSHU_MAIL_IN_PORT: String(ports.mailIn),
    STRIPE_BASE_URL: `http://127.0.0.1:${ports.simulator}`,
    STRIPE_PAGE_URL: `http://localhost:${ports.simulator}`,
  };
}

/** Links people follow; PUBLIC_URL where the portal is reached by another name. */
export const publicUrlOf = (ports, env = process.env) => env.PUBLIC_URL || `http://localhost:${ports.portal}`;
