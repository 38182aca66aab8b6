import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'client.contractBoard', messages: ['contracts', 'board'], load: () => import('./BoardPage.js') })];
