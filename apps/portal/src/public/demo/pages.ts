import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.demo', plain: true, messages: ['demo'], load: () => import('./DemoPage.js') }),
  definePage({ name: 'public.demoEnter', plain: true, messages: ['demo'], load: () => import('./DemoEnterPage.js') }),
];
