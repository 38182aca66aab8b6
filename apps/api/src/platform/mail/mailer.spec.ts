import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import type { Config } from '../config.js';
import { Mailer } from './mailer.js';

let connections = 0;
const subjects: string[] = [];
const smtp = new SMTPServer({
  authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], logger: false,
  onConnect: (_session, callback) => { connections += 1; callback(); },
  onRcptTo: ({ address }, _session, callback) => (address.endsWith('@bounce.example') ? callback(Object.assign(new Error('no such mailbox'), { responseCode: 550 })) : callback()),
  onData: (stream, _session, callback) => {
    let text = '';
    stream.setEncoding('utf8').on('data', (chunk: string) => { text += chunk; }).on('end', () => { subjects.push(/^Subject: (.*)$/m.exec(text)?.[1] ?? ''); callback(); });
  },
});
smtp.on('error', () => undefined);
let mailer: Mailer;

beforeAll(async () => {
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  mailer = new Mailer({ smtpUrl: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`, mailFrom: 'Hoshu <no-reply@hoshu.example>' } as Config);
});
afterAll(async () => {
  mailer.onApplicationShutdown();
  await new Promise<void>((resolve) => smtp.close(() => resolve()));
});

const send = (subject: string, to = 'midori@client.example') => mailer.send({ to, subject, text: subject, html: `<p>${subject}</p>` });

describe('SMTP', () => {
  it('続けて送るメールは、同じ接続で渡す', async () => {
    for (const subject of ['1', '2', '3', '4']) expect(await send(subject)).toMatchObject({ accepted: true, response: expect.stringMatching(/^250 /) });
    expect({ connections, subjects }).toEqual({ connections: 1, subjects: ['1', '2', '3', '4'] });
  });

  it('一度に出すメールは三つまでの接続で、どれも一度だけ渡す', async () => {
    subjects.length = 0;
    await Promise.all(Array.from({ length: 12 }, (_, index) => send(`同時${index}`)));
    expect([connections, subjects.length, new Set(subjects).size]).toEqual([3, 12, 12]);
  });

  it('断られた宛先は答えとして返り、次のメールはそのまま届く', async () => {
    expect(await send('戻る', 'dare@bounce.example')).toMatchObject({ accepted: false, response: '550 no such mailbox' });
    expect((await send('次')).accepted).toBe(true);
  });

  it('相手が切っていた接続では失わず、新しい接続で一度だけ渡す', async () => {
    subjects.length = 0;
    for (const connection of smtp.connections) (connection as unknown as { _socket: { destroy: () => void } })._socket.destroy();
    expect((await send('切れたあと')).accepted).toBe(true);
    expect(subjects).toHaveLength(1);
  });
});
