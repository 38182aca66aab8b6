import type { PageDescriptor } from '../shared/router/page.js';
import { pages as agreements } from './agreements/pages.js';
import { pages as amendments } from './amendments/pages.js';
import { pages as audit } from './audit/pages.js';
import { pages as billing } from './billing/pages.js';
import { pages as bundles } from './bundles/pages.js';
import { pages as company } from './company/pages.js';
import { pages as board } from './board/pages.js';
import { pages as contracts } from './contracts/pages.js';
import { pages as ending } from './ending/pages.js';
import { pages as home } from './home/pages.js';
import { pages as incidents } from './incidents/pages.js';
import { pages as liability } from './liability/pages.js';
import { pages as reports } from './reports/pages.js';
import { pages as representations } from './representations/pages.js';
import { pages as sites } from './sites/pages.js';

/** Every page of this audience; a new slice adds its table here. */
export const pages: readonly PageDescriptor[] = [...home, ...contracts, ...company, ...sites, ...incidents, ...billing, ...audit, ...reports, ...agreements, ...amendments, ...board, ...liability, ...ending, ...representations, ...bundles];
