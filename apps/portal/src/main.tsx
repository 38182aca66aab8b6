import './shared/app.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { audienceOf } from './paths.js';
import { queryClient } from './shared/api/query-client.js';
import { followDevice } from './shared/color-scheme.js';
import { initialLocale, startTexts } from './shared/i18n/translate.js';
import type { Tree } from './shared/router/create-router.js';

const trees: Readonly<Record<'client' | 'vendor' | 'staff' | 'public', () => Promise<Tree>>> = {
  client: () => import('./client/tree.js'),
  vendor: () => import('./vendor/tree.js'),
  staff: () => import('./staff/tree.js'),
  public: () => import('./public/tree.js'),
};

async function start(container: HTMLElement): Promise<void> {
  const [{ router, messages }] = await Promise.all([trees[audienceOf(window.location.pathname) ?? 'public'](), startTexts(initialLocale(window.location.search), ['shell'])]);
  await startTexts(initialLocale(window.location.search), messages);
  createRoot(container).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

const container = document.getElementById('root');
followDevice();
if (container) void start(container);
