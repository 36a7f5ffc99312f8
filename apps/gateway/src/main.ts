import { exitOnConfigError, runService } from '@pinglu/platform';
import { readGatewayConfig } from './config.js';
import { gatewayService } from './service.js';

const config = exitOnConfigError(readGatewayConfig);
await runService(gatewayService(config));
