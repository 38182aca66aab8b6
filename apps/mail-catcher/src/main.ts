import { startMailCatcher } from './start-mail-catcher.js';

/** The mail page of a demo: MAIL_SMTP_PORT (4002), MAIL_HTTP_PORT (4001), MAIL_DIRECTORY (.data/mail). */
async function main(): Promise<void> {
  // Real mails must reach people: production has a mail server of its own.
  if (process.env['HOSHU_MODE'] === 'production') throw new Error('the mail catcher does not run in production');
  const catcher = await startMailCatcher({
    smtpPort: Number(process.env['MAIL_SMTP_PORT'] ?? 4002),
    httpPort: Number(process.env['MAIL_HTTP_PORT'] ?? 4001),
    directory: process.env['MAIL_DIRECTORY'] ?? '.data/mail',
  });
  process.stdout.write(`mail catcher: SMTP 127.0.0.1:${catcher.smtpPort}, http://localhost:${catcher.httpPort}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void catcher.close().then(() => process.exit(0)));
}

main().catch((error: unknown) => {
  process.stderr.write(`mail catcher: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
