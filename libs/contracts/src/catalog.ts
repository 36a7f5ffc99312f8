import warehouseOpenedSample from './inventory/warehouse-opened.v1.sample.json' with { type: 'json' };
import warehouseOpened from './inventory/warehouse-opened.v1.schema.json' with { type: 'json' };
import warehouseSnapshot from './inventory/warehouse-snapshot.v1.schema.json' with { type: 'json' };
import merchantRegisteredSample from './merchants/merchant-registered.v1.sample.json' with { type: 'json' };
import merchantRegistered from './merchants/merchant-registered.v1.schema.json' with { type: 'json' };
import merchantRenamedSample from './merchants/merchant-renamed.v1.sample.json' with { type: 'json' };
import merchantRenamed from './merchants/merchant-renamed.v1.schema.json' with { type: 'json' };
import merchantResumedSample from './merchants/merchant-resumed.v1.sample.json' with { type: 'json' };
import merchantResumed from './merchants/merchant-resumed.v1.schema.json' with { type: 'json' };
import merchantSnapshot from './merchants/merchant-snapshot.v1.schema.json' with { type: 'json' };
import merchantSuspendedSample from './merchants/merchant-suspended.v1.sample.json' with { type: 'json' };
import merchantSuspended from './merchants/merchant-suspended.v1.schema.json' with { type: 'json' };
import eventDeadLetteredSample from './platform/event-dead-lettered.v1.sample.json' with { type: 'json' };
import eventDeadLettered from './platform/event-dead-lettered.v1.schema.json' with { type: 'json' };
import type { EventRecord } from './record/event-record.js';
import type { JsonSchema } from './schema/json-schema.js';
import { SchemaSet } from './schema/schema-set.js';

/** What this release knows of one event type. */
export interface EventTypeSpec {
  /** domain: belongs to a merchant. platform: the tenant may be unknown. */
  readonly kind: 'domain' | 'platform';
  readonly schema: JsonSchema;
  readonly sample: EventRecord;
  /** The field of the data that must equal `metadata.subject`; null when the subject is no field. */
  readonly subjectField: string | null;
}

const domain = (subjectField: string, schema: JsonSchema, sample: EventRecord): EventTypeSpec => ({
  kind: 'domain',
  schema,
  sample,
  subjectField,
});

/** Every event type, by name. The one list to extend when an event is added; specs compare it with the files. */
export const eventTypes: Readonly<Record<string, EventTypeSpec>> = {
  'com.pinglu.merchants.merchant_registered.v1': domain('merchantId', merchantRegistered, merchantRegisteredSample),
  'com.pinglu.merchants.merchant_renamed.v1': domain('merchantId', merchantRenamed, merchantRenamedSample),
  'com.pinglu.merchants.merchant_suspended.v1': domain('merchantId', merchantSuspended, merchantSuspendedSample),
  'com.pinglu.merchants.merchant_resumed.v1': domain('merchantId', merchantResumed, merchantResumedSample),
  'com.pinglu.inventory.warehouse_opened.v1': domain('warehouseId', warehouseOpened, warehouseOpenedSample),
  'com.pinglu.platform.event_dead_lettered.v1': {
    kind: 'platform',
    schema: eventDeadLettered,
    sample: eventDeadLetteredSample,
    subjectField: null,
  },
};

/** Schemas that event schemas refer to. */
export const sharedSchemas: readonly JsonSchema[] = [merchantSnapshot, warehouseSnapshot];

export const allSchemas: readonly JsonSchema[] = [
  ...sharedSchemas,
  ...Object.values(eventTypes).map(({ schema }) => schema),
];

export const schemaSet = new SchemaSet(allSchemas);

/** Looks a type up; a name such as "constructor" is as unknown as any other. */
export const eventTypeSpec = (type: string): EventTypeSpec | undefined =>
  Object.hasOwn(eventTypes, type) ? eventTypes[type] : undefined;
