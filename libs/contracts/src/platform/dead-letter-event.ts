import type { PlatformEvent } from '../event.js';
import type { EventDeadLettered } from './schemas.generated.js';

/** Published to `<topic>.dlq`. The tenant is known only when the original record could be read that far. */
export type DeadLetterEvent = PlatformEvent<'com.pinglu.platform.event_dead_lettered.v1', EventDeadLettered>;
