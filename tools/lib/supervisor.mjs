import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import path from 'node:path';
import { logFile, makeDirectory } from './files.mjs';
import { sleep } from './processes.mjs';
import { root } from './root.mjs';

const firstBackOffMs = 250;
const longestBackOffMs = 15_000;
const steadyAfterMs = 30_000;
const follow = path.join(root, 'tools/lib/follow-supervisor.mjs');

// The administrator's address of the database is for the migrations only.
function inherited() {
  const { DATABASE_URL: _adminUrl, ...rest } = process.env;
  return rest;
}

/**
 * Keeps child processes running: restarts one that ends, waiting twice as long each time it ends early.
 * `onChange()` is called when the process numbers have changed; `log(sentence)` hears every unasked end.
 */
export class Supervisor {
  constructor({ data, log = () => {}, onChange = () => {} }) {
    this.data = data;
    this.log = log;
    this.onChange = onChange;
    this.children = new Map();
    this.stopping = false;
  }

  /** Process numbers by name. */
  pids() {
    return Object.fromEntries([...this.children].map(([name, { process: child }]) => [name, child?.pid ?? null]));
  }

  /** Starts a child from a script below the checkout. `nodeOptions`: arguments before the script. Its output goes to logs/<name>.log. */
  start(name, { script, args = [], env = {}, nodeOptions = [] }) {
    const entry = { name, command: [...nodeOptions, '--enable-source-maps', '--import', follow, path.resolve(root, script), ...args], env, backOffMs: firstBackOffMs, process: null };
    this.children.set(name, entry);
    this.#spawn(entry);
  }

  #spawn(entry) {
    makeDirectory(path.join(this.data, 'logs'), 0o700);
    const output = openSync(logFile(this.data, entry.name), 'a', 0o600);
    // A group of its own: Ctrl-C in the terminal reaches the supervisor only, which stops the children in order.
    const child = spawn(process.execPath, entry.command, { cwd: root, env: { ...inherited(), ...entry.env }, stdio: ['pipe', output, output], detached: true });
    closeSync(output);
    const startedAt = Date.now();
    entry.process = child;
    entry.ended = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit ${code}`));
    });
    child.stdin.on('error', () => undefined);
    void entry.ended.then((reason) => this.#afterEnd(entry, reason, Date.now() - startedAt));
    this.onChange();
  }

  async #afterEnd(entry, reason, livedMs) {
    entry.process = null;
    if (this.stopping) return;
    if (livedMs >= steadyAfterMs) entry.backOffMs = firstBackOffMs;
    this.log(`${entry.name} が終了しました（${reason}）。再起動します。 / ${entry.name} ended (${reason}); restarting.`);
    await sleep(entry.backOffMs);
    entry.backOffMs = Math.min(entry.backOffMs * 2, longestBackOffMs);
    if (!this.stopping) this.#spawn(entry);
  }

  /** Stops every child, politely and then by force; after at most `graceMs` none runs. */
  async stop(graceMs = 20_000) {
    this.stopping = true;
    const until = Date.now() + graceMs;
    await Promise.all([...this.children.values()].map(async (entry) => {
      const child = entry.process;
      if (!child) return;
      child.kill('SIGTERM');
      const isOver = await Promise.race([entry.ended.then(() => true), sleep(until - Date.now()).then(() => false)]);
      if (isOver) return;
      child.kill('SIGKILL');
      await entry.ended;
    }));
  }
}

export const isBuilt = (script) => existsSync(path.resolve(root, script));
