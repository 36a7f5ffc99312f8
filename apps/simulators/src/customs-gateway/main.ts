import { readConfig } from './config.js';
import { startCustomsGateway } from './start-customs-gateway.js';

const gateway = await startCustomsGateway(readConfig());
process.stdout.write(`The customs gateway simulator listens on ${gateway.url}\n`);

const stop = (): void => void gateway.stop().then(() => process.exit(0));
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
process.on('disconnect', stop);
