import { lazy } from 'react';
import { pathTo } from '../paths.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import type { Slice } from '../shared/i18n/translate.js';
import { Shell } from '../shared/shell/Shell.js';
import { nav } from './nav.js';
import { pages } from './pages.js';

// Only a demo has them.
const DemoControls = lazy(() => import('../shared/demo/DemoControls.js'));
const ClientFrame = () => <Shell audience="client" nav={nav} pages={pages} profile={pathTo('client.profile')} demoControls={DemoControls} />;

export const messages: readonly Slice[] = ['nav', 'demo'];
export const router = createPortalRouter(ClientFrame, pages);
