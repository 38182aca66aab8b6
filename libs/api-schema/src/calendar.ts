import { z } from 'zod';
import { fileBytes, instant, line, ok, uuid } from './fields.js';
import { defineRoute } from './route.js';

const feed = { id: uuid, label: z.string(), /** Whole days without title, text or place. */ busyOnly: z.boolean() };
const self = { permission: 'profile.self', audience: ['vendor', 'client'] } as const;

export const calendarRoutes = {
  list: defineRoute({ ...self, id: 'calendar.list', method: 'GET', path: '/api/v1/profile/calendars', article: '第17条', summary: { ja: '自分のカレンダー', en: 'My calendars' }, response: z.strictObject({ items: z.array(z.strictObject({ ...feed, createdAt: instant })) }) }),
  create: defineRoute({ ...self, id: 'calendar.create', method: 'POST', path: '/api/v1/profile/calendars', article: '第17条', summary: { ja: 'カレンダーの秘密のURLを作る（一度だけ表示）', en: 'Make a secret calendar address, shown once' }, body: z.strictObject({ label: line(60), busyOnly: z.boolean() }), response: z.strictObject({ ...feed, url: z.string() }) }),
  revoke: defineRoute({ ...self, id: 'calendar.revoke', method: 'DELETE', path: '/api/v1/profile/calendars/:feedId', summary: { ja: 'カレンダーのURLを無効にする', en: 'Revoke a calendar address' }, params: z.strictObject({ feedId: uuid }), response: ok }),
  read: defineRoute({ permission: 'public', audience: [], id: 'calendar.read', method: 'GET', path: '/api/v1/calendars/:token', article: '第17条', produces: 'file', summary: { ja: '期限のカレンダー（iCalendar。URLを知る人だけ）', en: 'The calendar of deadlines, for whoever knows the address' }, params: z.strictObject({ token: z.string().min(20).max(200).regex(/^[A-Za-z0-9_.-]+$/) }), response: fileBytes }),
} as const;
