import { clientRoutes } from '@hoshu/api-schema';
import { createClient, signUpVendor, startWorld, type Person, type World } from '@hoshu/testing';

jest.setTimeout(60_000);
let world: World;
let owner: Person;
let clientId: string;
beforeAll(async () => {
  world = await startWorld();
  owner = await signUpVendor(world, { companyName: '株式会社あおば制作', personName: '佐藤 美咲', email: 'owner@aoba.example' });
  clientId = await createClient(owner, { companyName: '医療法人社団みどり会', contactEmail: 'midori@midori.example' });
});
afterAll(() => world.close());

const limitBytes = 100 * 1024;
const contact = { personName: '山田 花', email: 'yamada@midori.example', department: '', title: '', telephone: '', isSharedMailbox: false };
/** A legal body, padded with blanks to an exact number of bytes. */
const padded = (bytes: number) => JSON.stringify(contact).padEnd(bytes - Buffer.byteLength(JSON.stringify(contact)) + JSON.stringify(contact).length, ' ');
const post = (bytes: number, language: string) => fetch(`${world.url}/api/v1/clients/${clientId}/contacts`, {
  method: 'POST', body: padded(bytes), headers: { 'Content-Type': 'application/json', 'X-Hoshu': '1', 'Accept-Language': language, cookie: owner.cookie },
});
const contacts = async () => (await owner.do(clientRoutes.get, { params: { clientId } })).contacts.length;

describe('本文の大きさ：JSONは100 KBまで', () => {
  it.each([['ja', '送信された内容が大きすぎます。'], ['en', 'The request is too large.']])('1バイトでも超えると413で、何も変わらない（%s）', async (language, sentence) => {
    const before = await contacts();
    const answer = await post(limitBytes + 1, language);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([413, expect.stringContaining('application/problem+json')]);
    expect(await answer.json()).toMatchObject({ status: 413, code: 'payload_too_large', detail: sentence });
    expect(await contacts()).toBe(before);
  });

  it('ちょうど100 KBは受け付ける', async () => {
    const before = await contacts();
    expect((await post(limitBytes, 'ja')).status).toBe(200);
    expect(await contacts()).toBe(before + 1);
  });
});
