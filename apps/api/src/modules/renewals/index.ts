export { RenewalsModule } from './renewals.module.js';
export { HeldReminders, periodsUntil, type HeldReminder } from './held-reminders.js';
