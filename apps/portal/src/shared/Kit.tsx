import '@mantine/core/styles/baseline.css';
import { MantineProvider } from '@mantine/core';
import type { ReactNode } from 'react';
import { useShownScheme } from './color-scheme.js';
import { cssVariables, theme } from './theme.js';

const nonce = () => document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

/** The component kit (forms, dialogs, popovers) for what is inside. Pages have it unless they are `plain`; a first screen without it is 9 KB lighter. */
export function Kit({ children }: { readonly children: ReactNode }) {
  const scheme = useShownScheme();
  return <MantineProvider theme={theme} cssVariablesResolver={cssVariables} forceColorScheme={scheme} deduplicateCssVariables={false} getStyleNonce={nonce}>{children}</MantineProvider>;
}

/** Draws a page inside the kit. */
export function inKit(Page: () => ReactNode): () => ReactNode {
  return function KitPage() {
    return <Kit><Page /></Kit>;
  };
}
