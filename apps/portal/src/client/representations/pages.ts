import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'client.representations', messages: ['form', 'contracts', 'agreements', 'checks'], load: () => import('./Page.js') })];
