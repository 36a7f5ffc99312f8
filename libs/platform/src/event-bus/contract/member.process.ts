import { createEventBus, type EventBusConfig } from '../create-event-bus.js';

/**
 * A member of a group in a process of its own, for the contract suite to kill. Tells its parent of every batch it was
 * given; takes the first one for done and never ends the second.
 */
const [config, group, topic] = process.argv.slice(2);
const silent = () => undefined;
const bus = createEventBus(JSON.parse(config!) as EventBusConfig, {
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
});
let batches = 0;
await bus.subscribe({
  group: group!,
  topics: [topic!],
  maxBatch: 10,
  handle: async (records) => {
    batches += 1;
    process.send!({ batch: batches, values: records.map(({ value }) => String(value)) });
    if (batches > 1) await new Promise(() => undefined);
  },
});
