import { createEventBus, type EventBusConfig } from '../event-bus/create-event-bus.js';
import { RelayBell } from '../outbox/relay-bell.js';
import { OutboxRelay } from '../outbox/relay.js';

/** A relay in a process of its own, to be killed. Tells its parent how many events it published. */
const { bus, databaseUrl } = JSON.parse(process.argv[2]!) as { bus: EventBusConfig; databaseUrl: string };
const silent = () => undefined;
const logger = { debug: silent, info: silent, warn: silent, error: silent };
new OutboxRelay({
  databaseUrl,
  applicationName: 'crash-test',
  bus: createEventBus(bus, logger),
  bell: new RelayBell(),
  logger,
  batchSize: 200,
  onPublished: (published) => process.send!({ published }),
}).start();
process.on('disconnect', () => process.exit(0));
