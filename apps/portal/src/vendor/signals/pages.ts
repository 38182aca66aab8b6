import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'vendor.signals', messages: ['form', 'ending'], load: () => import('./ListPage.js') })];
