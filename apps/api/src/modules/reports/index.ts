export { ReportRepository } from './report.repository.js';
export { ReportsModule } from './reports.module.js';
