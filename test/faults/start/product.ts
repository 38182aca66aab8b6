import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

const root = path.resolve(import.meta.dirname, '../../..');
/** How long a start after a crash may take until it is ready (milliseconds). */
export const readyWithinMs = 30_000;

interface Run {
  readonly pid: number;
  readonly port: number;
  readonly instanceId: string;
  readonly children?: Readonly<Record<string, number | null>>;
}

export interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** Five ports in a row that nobody listens on. */
export async function freePorts(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const base = 20_000 + Math.floor(Math.random() * 20_000);
    const free = await Promise.all([0, 1, 2, 3, 4].map((offset) => canListen(base + offset)));
    if (free.every(Boolean)) return base;
  }
  throw new Error('no five free ports in a row');
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** The environment of a person at a terminal: nothing that the test run itself was given. */
function personsEnvironment(extra: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(HOSHU_|PORT$|PUBLIC_URL$|DATABASE_URL$|NODE_OPTIONS$|NODE_ENV$|JEST_)/.test(name));
  return { ...Object.fromEntries(kept), ...extra };
}

/** One data folder and one range of ports on which `npm start` is run, killed and run again. */
export class Product {
  readonly data = mkdtempSync(path.join(os.tmpdir(), 'hoshu-start-'));
  private current: { child: ChildProcess; ended: Promise<Outcome> } | null = null;
  private output = '';

  constructor(readonly port: number) {
    // Passable for PostgreSQL's own user, as a checkout is: otherwise the database moves to /var/tmp and stays there.
    chmodSync(this.data, 0o711);
  }

  /** Runs `npm start`'s command to its end. */
  async runToEnd(env: NodeJS.ProcessEnv = {}): Promise<Outcome> {
    return this.launch(env).ended;
  }

  /** Starts and waits until it says how to stop it. Rejects with the output when it ends first or takes longer than `withinMs`. */
  async start(withinMs: number): Promise<void> {
    this.output = '';
    const started = this.launch({});
    this.current = started;
    const limit = setTimeout(() => started.child.kill('SIGKILL'), withinMs);
    const isReady = await Promise.race([this.untilSaid(started.child, 'Ctrl-C'), started.ended.then(() => false)]);
    clearTimeout(limit);
    if (!isReady) throw new Error(`not ready within ${withinMs} ms:\n${this.output}`);
  }

  private launch(env: NodeJS.ProcessEnv): { child: ChildProcess; ended: Promise<Outcome> } {
    const child = spawn(process.execPath, [path.join(root, 'tools/start.mjs')], { cwd: root, env: personsEnvironment({ PORT: String(this.port), HOSHU_DATA: this.data, ...env }), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      this.output += chunk.toString();
    });
    return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, output }))) };
  }

  private untilSaid(child: ChildProcess, text: string): Promise<boolean> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (this.output.includes(text)) resolve(true);
      };
      child.stdout?.on('data', look);
    });
  }

  /** What run.json says now. */
  run(): Run {
    return JSON.parse(readFileSync(path.join(this.data, 'run.json'), 'utf8')) as Run;
  }

  /** kill -9 for the supervisor or one of its processes. */
  async killOutright(name: 'supervisor' | 'api' | 'worker' | 'postgres'): Promise<void> {
    const { pid, children } = this.run();
    const target = name === 'supervisor' ? pid : children?.[name];
    if (!target) throw new Error(`${name} does not run`);
    process.kill(target, 'SIGKILL');
    if (name === 'supervisor') await this.current?.ended;
  }

  /** Ctrl-C, and waits for the end. */
  async stop(): Promise<Outcome | null> {
    const { current } = this;
    this.current = null;
    if (!current) return null;
    if (current.child.exitCode === null) current.child.kill('SIGINT');
    return current.ended;
  }

  /** A connection to the product's database with every right. */
  async database(): Promise<pg.Client> {
    const moved = /database directory: (\S+)/.exec(this.output)?.[1] ?? path.join(this.data, 'pg');
    const { password, port } = JSON.parse(readFileSync(path.join(moved, 'server.json'), 'utf8')) as { password: string; port: number };
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', password, database: 'hoshu' });
    // The server is killed under this connection on purpose.
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Whether anything still answers on the five ports. */
  async answers(): Promise<number[]> {
    const ports = [0, 1, 2, 3, 4].map((offset) => this.port + offset);
    const free = await Promise.all(ports.map(canListen));
    return ports.filter((_, index) => !free[index]);
  }

  async remove(): Promise<void> {
    await this.stop();
    if (existsSync(this.data)) rmSync(this.data, { recursive: true, force: true });
  }
}
