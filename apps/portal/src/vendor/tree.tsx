import '../paths-vendor.js';
import { lazy } from 'react';
import { pathTo } from '../paths.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import type { Slice } from '../shared/i18n/translate.js';
import { Shell } from '../shared/shell/Shell.js';
import { nav } from './nav.js';
import { pages } from './pages.js';

// Only a demo has them.
const DemoControls = lazy(() => import('../shared/demo/DemoControls.js'));
const VendorFrame = () => <Shell audience="vendor" nav={nav} pages={pages} profile={pathTo('vendor.profile')} demoControls={DemoControls} />;

export const messages: readonly Slice[] = ['nav', 'home', 'demo'];
export const router = createPortalRouter(VendorFrame, pages);
