import 'reflect-metadata';
import { runService } from '@pinglu/platform';
import { readConfig } from './config.js';
import { settlementService } from './service.js';

await runService(settlementService(readConfig()));
