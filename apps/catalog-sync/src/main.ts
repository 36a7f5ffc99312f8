import 'reflect-metadata';
import { runService } from '@pinglu/platform';
import { readConfig } from './config.js';
import { catalogService } from './service.js';

await runService(catalogService(readConfig()));
