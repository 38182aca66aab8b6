import type { ReactNode } from 'react';
import type { PathName } from '../../paths.js';
import type { Slice } from '../i18n/translate.js';

/** One page: its name in paths.ts, the catalogues it needs, and a module that exports `Page`. */
export interface PageDescriptor {
  readonly name: PathName;
  readonly messages: readonly Slice[];
  /** The page uses shared parts alone, no kit component (`@mantine/*`, forms, dialogs): first screens should. */
  readonly plain?: boolean;
  readonly load: () => Promise<{ readonly Page: () => ReactNode }>;
}

/** Registers a page in a slice's `pages.ts`. The build reads these tables, so `name`, `messages` and `import()` must be literal. */
export const definePage = (page: PageDescriptor): PageDescriptor => page;
