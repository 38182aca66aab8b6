export { MailroomModule } from './mailroom.module.js';
