import { CreateInbox1767225600002 } from '../inbox/1767225600002-create-inbox.js';
import { CreateOutbox1767225600001 } from '../outbox/1767225600001-create-outbox.js';
import { CreateTenancy1767225600000 } from './1767225600000-create-tenancy.js';

/** Every service lists these first: its tables' policies ask the functions, its events pass through the tables. */
export const platformMigrations = [
  CreateTenancy1767225600000,
  CreateOutbox1767225600001,
  CreateInbox1767225600002,
] as const;
