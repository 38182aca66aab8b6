import { z } from 'zod';
import { reminderDays } from './fields.js';
import { defineRoute } from './route.js';

const signingDefaults = z.strictObject({ openDays: z.int().min(1).max(90), reminderDays });

// Apart from the routes of a signing: 甲's first screen, which reads those, needs none of these.
export const signingSettingRoutes = {
  settings: defineRoute({ permission: 'contract.read', audience: ['vendor'], id: 'signing.settings', method: 'GET', path: '/api/v1/signing-settings', summary: { ja: '署名の期限と催促の日（自社の既定）', en: 'Default period and reminder days' }, response: z.strictObject({ ...signingDefaults.shape, version: z.int() }) }),
  saveSettings: defineRoute({ permission: 'settings.write', audience: ['vendor'], id: 'signing.saveSettings', method: 'PUT', path: '/api/v1/signing-settings', ifMatch: true, summary: { ja: '署名の期限と催促の日を変える', en: 'Change the default period and reminder days' }, body: signingDefaults, response: z.strictObject({ ...signingDefaults.shape, version: z.int() }) }),
} as const;
