import { CreateInbox1795500000002 } from '../inbox/create-inbox.migration.js';
import { CreateOutbox1795500000001 } from '../outbox/create-outbox.migration.js';

/** To be listed first by every service that publishes or consumes events. */
export const messagingMigrations = [CreateOutbox1795500000001, CreateInbox1795500000002] as const;
