import { definePage } from '../../shared/router/page.js';

export const pages = [
  definePage({ name: 'public.landing', plain: true, messages: ['entry'], load: () => import('./LandingPage.js') }),
  definePage({ name: 'public.signIn', messages: ['entry', 'form'], load: () => import('./SignInPage.js') }),
  definePage({ name: 'public.signInLink', messages: ['entry', 'form'], load: () => import('./LinkPage.js') }),
  definePage({ name: 'public.signUp', messages: ['entry', 'form'], load: () => import('./SignUpPage.js') }),
  definePage({ name: 'public.verify', messages: ['entry', 'form'], load: () => import('./LinkPage.js') }),
  definePage({ name: 'public.invite', messages: ['entry', 'form'], load: () => import('./InvitePage.js') }),
  definePage({ name: 'public.profile', plain: true, messages: ['entry'], load: () => import('./MembershipPage.js') }),
  definePage({ name: 'public.terms', plain: true, messages: ['entry'], load: () => import('./TermsPage.js') }),
  definePage({ name: 'public.privacy', plain: true, messages: ['entry'], load: () => import('./TermsPage.js') }),
  definePage({ name: 'public.processing', plain: true, messages: ['entry'], load: () => import('./TermsPage.js') }),
];
