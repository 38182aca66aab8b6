export { clientAddress } from './client-address.js';
export { afterId, idPage } from './id-page.js';
export { IncidentRepository, type EventRow, type IncidentRow } from './incident.repository.js';
export { incidentSummary, type IncidentSummary } from './incident-view.js';
export { IncidentReports } from './incident-report.js';
export { Incidents } from './incidents.js';
export { IncidentsModule } from './incidents.module.js';
export { OpenIncident } from './open-incident.js';
