import { CreateInbox1767225600002 } from '../inbox/1767225600002-create-inbox.js';
import { CreateOutbox1767225600001 } from '../outbox/1767225600001-create-outbox.js';

/** To be listed first by every service that publishes or consumes events. */
export const messagingMigrations = [CreateOutbox1767225600001, CreateInbox1767225600002] as const;
