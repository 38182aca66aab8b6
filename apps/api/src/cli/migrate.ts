import 'reflect-metadata';
import { loadConfig } from '../platform/config.js';
import { migrateDatabase } from './migrate-database.js';

const adminUrl = process.env['HOSHU_ADMIN_DATABASE_URL'];
if (!adminUrl) throw new Error('HOSHU_ADMIN_DATABASE_URL is missing');
const applied = await migrateDatabase(adminUrl, loadConfig());
process.stdout.write(`migrations applied: ${applied.length}\n`);
