import type { PageDescriptor } from '../shared/router/page.js';
import { pages as cases } from './cases/pages.js';
import { pages as home } from './home/pages.js';
import { pages as mails } from './mails/pages.js';
import { pages as platform } from './platform/pages.js';

/** Every page of this audience; a new slice adds its table here. */
export const pages: readonly PageDescriptor[] = [...home, ...cases, ...mails, ...platform];
