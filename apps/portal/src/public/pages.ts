import type { PageDescriptor } from '../shared/router/page.js';
import { pages as confirm } from './confirm/pages.js';
import { pages as demo } from './demo/pages.js';
import { pages as entry } from './entry/pages.js';
import { pages as sign } from './sign/pages.js';
import { pages as verify } from './verify/pages.js';

/** Every public page; a new slice adds its table here. */
export const pages: readonly PageDescriptor[] = [...entry, ...sign, ...verify, ...confirm, ...demo];
