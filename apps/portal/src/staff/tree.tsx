import '../paths-staff.js';
import { pathTo } from '../paths.js';
import { createPortalRouter } from '../shared/router/create-router.js';
import type { Slice } from '../shared/i18n/translate.js';
import { Shell } from '../shared/shell/Shell.js';
import { nav } from './nav.js';
import { pages } from './pages.js';

const StaffFrame = () => <Shell audience="staff" nav={nav} pages={pages} profile={pathTo('staff.profile')} />;

export const messages: readonly Slice[] = ['nav', 'home'];
export const router = createPortalRouter(StaffFrame, pages);
