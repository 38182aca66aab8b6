import { pathTo } from '../paths.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import type { Slice } from '../shared/i18n/translate.js';
import { DemoControls } from '../shared/shell/DemoControls.js';
import { Shell } from '../shared/shell/Shell.js';
import { nav } from './nav.js';
import { pages } from './pages.js';

const ClientFrame = () => <Shell audience="client" nav={nav} pages={pages} profile={pathTo('client.profile')} demoControls={DemoControls} />;

export const messages: readonly Slice[] = ['nav', 'demo'];
export const router = createPortalRouter(ClientFrame, pages);
