import { addPaths } from './paths.js';

// Every URL of the staff.
const patterns = {
  'staff.cases': '/ops/cases',
  'staff.caseNew': '/ops/cases/new',
  'staff.case': '/ops/cases/$caseId',
  'staff.mail': '/ops/mails/$mailId',
  'staff.tenants': '/ops/tenants',
  'staff.health': '/ops/health',
  'staff.profile': '/ops/profile',
} as const;
export type StaffPatterns = typeof patterns;

addPaths(patterns);
