import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import type { World } from '@hoshu/testing';

const root = path.resolve(import.meta.dirname, '../../..');
const patienceMs = 120_000;

/** One of the product's built processes as `npm start` runs it, against the world's database, files and SMTP server. */
export class Worker {
  private readonly child: ChildProcess;
  private readonly ended: Promise<void>;
  private output = '';

  constructor(world: World, script: 'worker.js' | 'mail-in.js' = 'worker.js', more: NodeJS.ProcessEnv = {}) {
    const { config } = world;
    this.child = spawn(process.execPath, [path.join(root, 'apps/api/dist', script)], {
      cwd: root, stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'], HOSHU_MODE: 'test', HOSHU_DATA: config.dataDirectory, HOSHU_KEYS_FILE: process.env['HOSHU_KEYS_FILE'], HOSHU_DB_HOST: config.database.host, HOSHU_DB_PORT: String(config.database.port), HOSHU_DB_NAME: config.database.name,
        SMTP_URL: config.smtpUrl, PUBLIC_URL: config.publicUrl, LOG_LEVEL: 'info', HOSHU_SUPERVISOR_PID: String(process.pid), ...(config.dnsRecordsFile ? { HOSHU_DNS_RECORDS: config.dnsRecordsFile } : {}), ...more,
      },
    });
    for (const stream of [this.child.stdout, this.child.stderr]) stream?.on('data', (chunk: Buffer) => { this.output += chunk.toString(); });
    this.ended = new Promise((resolve) => this.child.once('exit', () => resolve()));
  }

  /** Waits until `isReached` answers true. Throws with the worker's words when it ends or takes too long. */
  async until(isReached: () => Promise<boolean>): Promise<void> {
    for (const end = Date.now() + patienceMs; !(await isReached());) {
      if (this.child.exitCode !== null || Date.now() > end) throw new Error(`the process ${this.child.exitCode === null ? 'took too long' : `ended with ${this.child.exitCode}`}:\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Ends it as a deployment does; resolves with its exit code. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.ended;
    return this.child.exitCode;
  }
}
