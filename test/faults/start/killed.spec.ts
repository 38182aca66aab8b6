import { createTransport } from 'nodemailer';
import { Product, freePorts, readyWithinMs } from './product.js';

// The very first start builds and makes the database; only those after a crash are measured against the 30 seconds.
const firstStartMs = 240_000;
// The supervisor waits longer each time: a database that is away for a moment makes API and worker start more than once.
const recoverWithinMs = 90_000;
jest.setTimeout(420_000);

let product: Product;

/** Writes rows and mails without pause; returns what was acknowledged when told to stop. */
async function writeWithoutPause(): Promise<{ stop(): Promise<{ rows: number[]; queueIds: string[] }> }> {
  const rows: number[] = [];
  const queueIds: string[] = [];
  let isStopping = false;
  const database = await product.database();
  await database.query('create table if not exists public.acknowledged (number int primary key)');
  const { rows: [last] } = await database.query<{ next: number }>('select coalesce(max(number), 0) + 1 as next from public.acknowledged');
  const transport = createTransport({ host: '127.0.0.1', port: product.port + 2, secure: false });
  const writing = (async () => {
    for (let number = last?.next ?? 1; !isStopping; number++) {
      try {
        await database.query('insert into public.acknowledged (number) values ($1)', [number]);
        rows.push(number);
      } catch {
        return; // the connection died with the server: what was not answered was not acknowledged
      }
    }
  })();
  const mailing = (async () => {
    while (!isStopping) {
      try {
        const { response } = await transport.sendMail({ from: 'a@aoba.example', to: 'midori@client.example', subject: '通知', text: 'x' });
        queueIds.push(response.split(' ').at(-1) ?? '');
      } catch {
        return;
      }
    }
  })();
  return {
    stop: async () => {
      isStopping = true;
      await Promise.all([writing, mailing]);
      await database.end().catch(() => undefined);
      return { rows, queueIds };
    },
  };
}

async function expectNothingMissing({ rows, queueIds }: { rows: number[]; queueIds: string[] }): Promise<void> {
  const database = await product.database();
  const { rows: kept } = await database.query<{ number: number }>('select number from public.acknowledged');
  await database.end();
  const numbers = new Set(kept.map((row) => row.number));
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((number) => !numbers.has(number))).toEqual([]);
  const { messages } = await (await fetch(`http://127.0.0.1:${product.port + 1}/api/messages`)).json() as { messages: { id: string }[] };
  const ids = new Set(messages.map((message) => message.id));
  expect(queueIds.length).toBeGreaterThan(0);
  expect(queueIds.filter((id) => !ids.has(id))).toEqual([]);
}

beforeAll(async () => {
  product = new Product(await freePorts());
  await product.start(firstStartMs);
});
afterAll(() => product.remove());

describe('kill -9 の後の起動', () => {
  for (const name of ['supervisor', 'api', 'worker', 'postgres'] as const) {
    it(`${name} を kill -9 しても、次の npm start は 30 秒以内に使え、受け付けたものを失わない`, async () => {
      const writer = await writeWithoutPause();
      await new Promise((resolve) => setTimeout(resolve, 700));
      await product.killOutright(name);
      const acknowledged = await writer.stop();
      // Ctrl-C for those whose supervisor lives: the next start begins from nothing either way.
      await product.stop();
      await product.start(readyWithinMs);
      const health = await (await fetch(`http://127.0.0.1:${product.port}/api/health`)).json() as { instanceId: string };
      expect(health.instanceId).toBe(product.run().instanceId);
      expect((await fetch(`http://127.0.0.1:${product.port}/api/ready`)).status).toBe(200);
      await expectNothingMissing(acknowledged);
    });
  }

  it('api、worker、postgres を kill -9 しても、起動中の製品は自分で立ち直る', async () => {
    for (const name of ['api', 'worker', 'postgres'] as const) {
      const before = product.run().children?.[name];
      await product.killOutright(name);
      await untilReadyAgain(name, before);
    }
  });

  it('二度目の npm start は、動いている製品の場所を知らせて 0 で終わる', async () => {
    const second = await product.runToEnd();
    expect(second).toMatchObject({ code: 0 });
    expect(second.output).toContain('すでに起動しています');
    expect(second.output).toContain(`http://localhost:${product.port}`);
  });

  it('Ctrl-C の後は何も応答せず、終了コードは 0', async () => {
    const ended = await product.stop();
    expect(ended?.code).toBe(0);
    expect(await product.answers()).toEqual([]);
  });
});

async function untilReadyAgain(name: 'api' | 'worker' | 'postgres', before: number | null | undefined): Promise<void> {
  const until = Date.now() + recoverWithinMs;
  while (Date.now() < until) {
    const now = product.run().children?.[name];
    const answer = await fetch(`http://127.0.0.1:${product.port}/api/ready`).catch(() => null);
    if (now && now !== before && answer?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${name} did not come back`);
}
