import type { Slice } from '../shared/i18n/translate.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import { pages } from './pages.js';
import { PublicFrame } from './PublicFrame.js';

export const messages: readonly Slice[] = ['entry'];
export const router = createPortalRouter(PublicFrame, pages);
