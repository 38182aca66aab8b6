export { MonitorRepository, type CheckRow, type MonitorRow } from './monitor.repository.js';
export { MonitorRunner } from './monitor-runner.js';
export { MonitoringModule } from './monitoring.module.js';
export { Monitors } from './monitors.js';
export { serviceWindow, type ServiceWindow } from './service-window.js';
export { spanOfDay, UptimeBook, type UptimeDay } from './uptime-book.js';
export { addSeconds, noSeconds, uptimeMethod, uptimePercent, type UptimeMinutes, type UptimeSeconds } from './uptime.js';
