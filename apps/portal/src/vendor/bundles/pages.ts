import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'vendor.bundle', messages: ['form', 'contracts', 'bundles'], load: () => import('./Page.js') })];
