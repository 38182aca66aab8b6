import { pathTo } from '../paths.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import type { Slice } from '../shared/i18n/translate.js';
import { DemoControls } from '../shared/shell/DemoControls.js';
import { Shell } from '../shared/shell/Shell.js';
import { nav } from './nav.js';
import { pages } from './pages.js';

const VendorFrame = () => <Shell audience="vendor" nav={nav} pages={pages} profile={pathTo('vendor.profile')} demoControls={DemoControls} />;

export const messages: readonly Slice[] = ['nav', 'home', 'demo'];
export const router = createPortalRouter(VendorFrame, pages);
