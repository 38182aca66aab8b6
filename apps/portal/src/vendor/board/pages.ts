import { definePage } from '../../shared/router/page.js';

export const pages = [definePage({ name: 'vendor.contractBoard', messages: ['contracts', 'board'], load: () => import('./BoardPage.js') })];
