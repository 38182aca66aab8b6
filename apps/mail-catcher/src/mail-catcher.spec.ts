import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from './index.js';

let directory: string;
let catcher: MailCatcher;
const page = (route: string, init?: RequestInit): Promise<Response> => fetch(`http://127.0.0.1:${catcher.httpPort}${route}`, init);
const send = (mail: Record<string, unknown>): Promise<{ response: string }> =>
  createTransport({ host: '127.0.0.1', port: catcher.smtpPort, secure: false }).sendMail({ from: '青葉システム <no-reply@hoshu.example>', to: 'midori@client.example', ...mail });

beforeEach(async () => {
  directory = await mkdtemp(path.join(os.tmpdir(), 'hoshu-mail-'));
  catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, directory });
});
afterEach(async () => {
  await catcher.close();
  await rm(directory, { recursive: true });
});

describe('メールの受信', () => {
  it('日本語の件名と本文を受け取り、250 の応答に受付番号を返す', async () => {
    const { response } = await send({ subject: '解約通知の受付', text: '第17条2項の通知を受け付けました。' });
    const [message] = await catcher.messages();
    expect(message).toMatchObject({ subject: '解約通知の受付', to: ['midori@client.example'], from: 'no-reply@hoshu.example' });
    expect(message?.text).toContain('第17条2項');
    expect(response).toMatch(/^250 2\.0\.0 OK queued as /);
    expect(response).toContain(message?.id);
  });

  it('bounce.example 宛ては 550 で断り、ほかの宛先には届ける', async () => {
    await expect(send({ to: 'nobody@bounce.example', subject: 'x', text: 'x' })).rejects.toMatchObject({ responseCode: 550 });
    await send({ to: ['nobody@Bounce.Example', 'midori@client.example'], subject: '二人宛て', text: 'x' });
    expect((await catcher.messages()).map((message) => message.to)).toEqual([['midori@client.example']]);
  });

  it('25 MB を超えるメールは断り、何も残さない', async () => {
    await expect(send({ subject: '大', attachments: [{ filename: 'a.bin', content: Buffer.alloc(20 * 1024 * 1024) }] })).rejects.toMatchObject({ responseCode: 552 });
    expect(await readdir(directory)).toEqual([]);
  });

  it('同時に届いた 40 通をすべて残し、起動し直しても読める', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => send({ to: `p${index % 4}@client.example`, subject: `通知 ${index}`, text: 'x' })));
    await catcher.close();
    catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, directory });
    const subjects = (await catcher.messages()).map((message) => message.subject);
    expect(new Set(subjects).size).toBe(40);
    expect(await catcher.messages('P1@client.example')).toHaveLength(10);
  });

  it('waitFor は、これから届くメールを待ち、届かなければ知らせる', async () => {
    const waiting = catcher.waitFor((message) => message.subject === '後から');
    await send({ subject: '先に', text: 'x' });
    await send({ subject: '後から', text: 'x' });
    expect((await waiting).subject).toBe('後から');
    await expect(catcher.waitFor((message) => message.subject === 'ない', 50)).rejects.toThrow('no such mail');
  });
});

describe('メールのページ', () => {
  it('新しい順に並べ、宛先で絞り込む', async () => {
    await send({ subject: '一通目', text: 'x' });
    await send({ to: 'owner@aoba.example', subject: '二通目', text: 'x' });
    const all = await (await page('/')).text();
    expect(all.indexOf('二通目')).toBeLessThan(all.indexOf('一通目'));
    const one = await (await page('/?to=owner%40aoba.example')).text();
    expect(one).toContain('二通目');
    expect(one).not.toContain('一通目');
    const { messages } = await (await page('/api/messages?to=midori@client.example')).json() as { messages: { subject: string }[] };
    expect(messages.map((message) => message.subject)).toEqual(['一通目']);
  });

  it('件名や本文の HTML はページで動かず、HTML の本文はサンドボックスの枠に入る', async () => {
    await send({ subject: '<script>alert(1)</script>', text: 'http://localhost:4000/sign/abc?x=1&y=2 <img src=x onerror=alert(1)>', html: '<p onclick="alert(1)">本文</p><script>alert(1)</script>' });
    const [message] = await catcher.messages();
    const opened = await page(`/messages/${message?.id}`);
    const html = await opened.text();
    expect(html).not.toContain('<script>alert');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('href="http://localhost:4000/sign/abc?x=1&amp;y=2"');
    expect(html).toMatch(/<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox"/);
    expect(opened.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect((await page(`/messages/${message?.id}/html`)).headers.get('content-security-policy')).toMatch(/^sandbox .*default-src 'none'/);
  });

  it('添付ファイルと元のメールを取り出せる', async () => {
    await send({ subject: '請求書', text: 'x', attachments: [{ filename: '請求書.pdf', content: Buffer.from('%PDF-1.7') }] });
    const { messages: [message] } = await (await page('/api/messages')).json() as { messages: { id: string }[] };
    const detail = await (await page(`/api/messages/${message?.id}`)).json() as { attachments: { filename: string }[] };
    expect(detail.attachments).toMatchObject([{ filename: '請求書.pdf' }]);
    const attachment = await page(`/messages/${message?.id}/attachments/0`);
    expect(await attachment.text()).toBe('%PDF-1.7');
    expect(attachment.headers.get('content-disposition')).toContain('attachment');
    expect(await (await page(`/messages/${message?.id}/raw`)).text()).toContain('Subject: =?UTF-8?');
  });

  it('すべて削除でき、ないものは 404、知らないホスト名は断る', async () => {
    await send({ subject: 'x', text: 'x' });
    expect((await page('/api/messages', { method: 'DELETE' })).status).toBe(204);
    expect(await readdir(directory)).toEqual([]);
    for (const route of ['/messages/none', '/messages/none/raw', '/messages/none/attachments/0', '/api/messages/none', '/messages/..%2f..%2fetc']) expect((await page(route)).status).toBe(404);
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => request({ port: catcher.httpPort, host: '127.0.0.1', headers: { host: 'evil.example' } }, (answer) => resolve(answer.statusCode)).end());
    expect(status).toBe(421);
  });
});
