import { signingRoutes, signingSettingRoutes } from '@hoshu/api-schema';
import { addDays, localDate } from '@hoshu/domain';
import { startWorld, type World } from '@hoshu/testing';
import { DueTasks } from '../../apps/api/src/platform/outbox/due-tasks.js';
import { send, sign, signingStage, type SigningStage } from './signing-support.js';

let world: World;
beforeAll(async () => { world = await startWorld(); });
afterAll(() => world.close());

const waits = '署名をお待ちしています';
const mailsTo = (email: string, subject = waits) => world.mail.mails.filter((mail) => mail.to === email && mail.subject.includes(subject)).length;
const requestOf = async ({ owner, contractId }: SigningStage) => (await owner.do(signingRoutes.get, { params: { contractId } })).request;

describe('F132 期限と催促', () => {
  it('F132 自社の既定が次の送信から効き、契約ごとの指定が優先する。送信済みの依頼は変わらない', async () => {
    const before = await signingStage(world);
    const { owner } = before;
    expect(await owner.do(signingSettingRoutes.settings)).toEqual({ openDays: 14, reminderDays: [3, 7, 12], version: 0 });
    await send(before);
    const saved = await owner.do(signingSettingRoutes.saveSettings, { ifMatch: 0, body: { openDays: 21, reminderDays: [10, 5, 10] } });
    expect(saved).toEqual({ openDays: 21, reminderDays: [5, 10], version: 1 });
    expect((await owner.try(signingSettingRoutes.saveSettings, { ifMatch: 0, body: { openDays: 30, reminderDays: [] } })).problem.code).toBe('version_stale');
    expect((await owner.try(signingSettingRoutes.saveSettings, { ifMatch: 1, body: { openDays: 91, reminderDays: [1, 2, 3, 4] } })).status).toBe(400);
    const [byDefault, bySending] = [await signingStage(world, { owner }), await signingStage(world, { owner })];
    await send(byDefault);
    const today = localDate(await world.today());
    await send(bySending, { expiresOn: addDays(today, 7), reminderDays: [2] });
    const facts = [];
    for (const stage of [before, byDefault, bySending]) { const request = await requestOf(stage); facts.push([request?.expiresOn, request?.reminderDays]); }
    expect(facts).toEqual([[addDays(today, 14), [3, 7, 12]], [addDays(today, 21), [5, 10]], [addDays(today, 7), [2]]]);
    // Another vendor's defaults are its own.
    expect((await (await signingStage(world, { bare: true })).owner.do(signingSettingRoutes.settings)).openDays).toBe(14);
  });

  it('F132 催促は、その方の番が来た日から数えて一人ずつ。動かなかった日があっても一通だけ', async () => {
    const stage = await signingStage(world);
    await send(stage, { order: 'vendor_first', expiresOn: addDays(localDate(await world.today()), 40) });
    await world.advanceDays(3);
    // Day 3: 乙 is first and has not signed; 甲 has not been asked yet.
    expect([mailsTo(stage.owner.email), mailsTo(stage.signerEmail), mailsTo(stage.signerEmail, '署名のお願い')]).toEqual([1, 0, 0]);
    await sign(stage, stage.owner);
    await world.drain();
    const view = await stage.owner.do(signingRoutes.get, { params: { contractId: stage.contractId } });
    expect(view.recipients[0]).toMatchObject({ askedOn: await world.today(), remindedOn: null });
    // Two days before 甲's first reminder: day 5 after sending is no day of anybody.
    await world.advanceDays(2);
    expect(mailsTo(stage.signerEmail)).toBe(0);
    // Down for ten days: days 3, 7 and 12 after 甲 was asked (2 + 11 = 13) have passed, and one mail says so.
    await world.sql('update platform.clock set offset_ms = offset_ms + 10 * 86400000');
    await world.advanceDays(1);
    expect([mailsTo(stage.signerEmail), mailsTo(stage.owner.email)]).toEqual([1, 1]);
    // A second run of the same day, and the days after the last one, send nothing more.
    await world.app.get(DueTasks).runAll();
    await world.drain();
    await world.advanceDays(1);
    expect(mailsTo(stage.signerEmail)).toBe(1);
  });
});
