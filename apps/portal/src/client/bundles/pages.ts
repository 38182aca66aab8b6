import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'client.bundle', messages: ['form', 'contracts', 'bundles'], load: () => import('./Page.js') })];
