import type { PageDescriptor } from '../shared/router/page.js';
import { pages as agreements } from './agreements/pages.js';
import { pages as approvals } from './approvals/pages.js';
import { pages as audit } from './audit/pages.js';
import { pages as billing } from './billing/pages.js';
import { pages as board } from './board/pages.js';
import { pages as bundles } from './bundles/pages.js';
import { pages as checks } from './checks/pages.js';
import { pages as templates } from './templates/pages.js';
import { pages as signals } from './signals/pages.js';
import { pages as amendments } from './amendments/pages.js';
import { pages as campaigns } from './campaigns/pages.js';
import { pages as clients } from './clients/pages.js';
import { pages as contracts } from './contracts/pages.js';
import { pages as ending } from './ending/pages.js';
import { pages as home } from './home/pages.js';
import { pages as incidents } from './incidents/pages.js';
import { pages as liability } from './liability/pages.js';
import { pages as movingIn } from './moving-in/pages.js';
import { pages as notices } from './notices/pages.js';
import { pages as renewals } from './renewals/pages.js';
import { pages as reports } from './reports/pages.js';
import { pages as settings } from './settings/pages.js';
import { pages as sites } from './sites/pages.js';

/** Every page of this audience; a new slice adds its table here. */
export const pages: readonly PageDescriptor[] = [...home, ...contracts, ...notices, ...renewals, ...campaigns, ...clients, ...sites, ...incidents, ...billing, ...settings, ...audit, ...reports, ...agreements, ...amendments, ...board, ...liability, ...ending, ...movingIn, ...checks, ...signals, ...templates, ...approvals, ...bundles];
