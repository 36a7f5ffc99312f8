import 'reflect-metadata';
import { runService } from '@pinglu/platform';
import { readConfig } from './config.js';
import { inventoryService } from './service.js';

await runService(inventoryService(readConfig()));
