import 'reflect-metadata';
import { runService } from '@pinglu/platform';
import { readConfig } from './config.js';
import { customsDeclarationService } from './service.js';

await runService(customsDeclarationService(readConfig()));
