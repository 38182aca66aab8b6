import { z } from 'zod';
import { accessCode, linkToken, ok, uuid } from './fields.js';
import { defineRoute } from './route.js';

const contractId = z.strictObject({ contractId: uuid });

export const signingAccessRoutes = {
  setCode: defineRoute({ permission: 'contract.send', audience: ['vendor'], id: 'signing.setCode', method: 'POST', path: '/api/v1/contracts/:contractId/signing/access-code', summary: { ja: 'アクセスコードを決め直す（入力のロックも解除する）', en: 'Set a new access code; locked recipients can try again' }, params: contractId, body: z.strictObject({ accessCode }), response: ok }),
  askAgain: defineRoute({ permission: 'public', audience: [], id: 'signing.askAgain', method: 'POST', path: '/api/v1/sign-links/requests', summary: { ja: '期限の過ぎた署名の依頼を、もう一度送るよう頼む', en: 'Ask for an expired request to be sent again' }, body: z.strictObject({ token: linkToken }), response: ok }),
} as const;
