import 'reflect-metadata';
import { runService } from '@pinglu/platform';
import { readConfig } from './config.js';
import { orderIngestionService } from './service.js';

await runService(orderIngestionService(readConfig()));
