import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { spawn } from 'node:child_process';
import { Product, freePorts } from './product.js';

jest.setTimeout(240_000);

let product: Product;
beforeEach(async () => {
  product = new Product(await freePorts());
});
afterEach(() => product.remove());

describe('起動できないとき', () => {
  it.each([0, 1, 2, 3, 4])('ポート（+%i）が使用中なら、PID と代わりの起動方法を示し、1 で終わる', async (offset) => {
    const taken = product.port + offset;
    const server = net.createServer().listen(taken, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const outcome = await product.runToEnd();
    await new Promise((resolve) => server.close(resolve));
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain(`ポート${taken}は使用中です（PID ${process.pid}）。PORT=5000 npm start`);
    expect(outcome.output).not.toMatch(/^\s+at /m);
    expect(readdirSync(product.data)).toEqual([]);
  });

  it('ディスクがいっぱいなら、そう伝えて 1 で終わり、何も動かし続けない', async () => {
    const outcome = await product.runToEnd({ HOSHU_TEST_ENOSPC: '1' });
    expect(outcome.code).toBe(1);
    expect(outcome.output).toContain('ディスクの空き容量がありません');
    expect(outcome.output).not.toMatch(/^\s+at /m);
    expect(await product.answers()).toEqual([]);
  });

  it('PORT が数でなければ、そう伝えて 1 で終わる', async () => {
    const outcome = await product.runToEnd({ PORT: '4000x' });
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.output).toContain('PORT=4000x は使えません');
  });

  it('DATABASE_URL のサーバーに届かなければ、パスワードを出さずに伝えて 1 で終わる', async () => {
    const outcome = await product.runToEnd({ DATABASE_URL: `postgres://someone:top-secret@127.0.0.1:${product.port}/hoshu` });
    expect(outcome).toMatchObject({ code: 1 });
    expect(outcome.output).toContain('DATABASE_URL のデータベースに接続できません');
    expect(outcome.output).not.toContain('top-secret');
  });
});

describe('依存パッケージの導入', () => {
  it('失敗したら、そう伝えて 1 で終わる', async () => {
    // A checkout of its own that was never installed: the real one must stay as it is.
    const checkout = mkdtempSync(path.join(os.tmpdir(), 'hoshu-install-'));
    const failing = path.join(checkout, 'failing-npm.cjs');
    writeFileSync(failing, "process.stderr.write('npm error network\\n'); process.exit(7);");
    writeFileSync(path.join(checkout, 'package-lock.json'), '{}');
    const tools = path.resolve(import.meta.dirname, '../../../tools');
    cpSync(tools, path.join(checkout, 'tools'), { recursive: true });
    const child = spawn(process.execPath, [path.join(checkout, 'tools/start.mjs')], { cwd: checkout, env: { PATH: process.env['PATH'], npm_execpath: failing, PORT: String(product.port), HOSHU_DATA: product.data }, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => { output += chunk.toString(); });
    const code = await new Promise((resolve) => child.once('close', resolve));
    rmSync(checkout, { recursive: true });
    expect(code).toBe(1);
    expect(output).toContain('依存パッケージを入れられませんでした');
    expect(output).toContain('npm ci: exit 7');
    expect(output).not.toMatch(/^\s+at /m);
  });
});
