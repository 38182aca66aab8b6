export { ReportRepository } from './report.repository.js';
export { ReportsModule } from './reports.module.js';
export { VendorReports } from './vendor-reports.js';
