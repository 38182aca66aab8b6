import { createRootRoute, createRoute, createRouter, lazyRouteComponent, type RouteComponent } from '@tanstack/react-router';
import { patternOf } from '../../paths.js';
import { needTexts, type Slice } from '../i18n/translate.js';
import { Loading } from '../parts/Loading.js';
import { CrashPage, NotFoundPage } from './fallback-pages.js';
import type { PageDescriptor } from './page.js';

const componentOf = (page: PageDescriptor) => async () => {
  if (page.plain) return { default: (await page.load()).Page };
  const [{ Page }, { inKit }] = await Promise.all([page.load(), import('../Kit.js')]);
  return { default: inKit(Page) };
};

/** Router of one audience's tree. `frame` is drawn around every page. */
export function createPortalRouter(frame: RouteComponent, pages: readonly PageDescriptor[]) {
  const root = createRootRoute({ component: frame, notFoundComponent: NotFoundPage, errorComponent: CrashPage });
  const routes = pages.map((page) => createRoute({
    getParentRoute: () => root,
    path: patternOf(page.name),
    component: lazyRouteComponent(componentOf(page)),
    loader: () => needTexts(page.messages),
  }));
  return createRouter({
    routeTree: root.addChildren(routes),
    defaultPreload: 'intent',
    defaultPendingComponent: Loading,
    defaultPendingMs: 300,
    defaultErrorComponent: CrashPage,
    scrollRestoration: true,
  });
}

export type PortalRouter = ReturnType<typeof createPortalRouter>;
/** What a tree module exports: its router, and the catalogues of the frame around its pages. */
export interface Tree { readonly router: PortalRouter; readonly messages: readonly Slice[] }
