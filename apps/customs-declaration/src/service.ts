import type { ServiceDefinition } from '@pinglu/platform';
import { AppModule } from './app.module.js';
import type { CustomsDeclarationConfig } from './config.js';
import { customsDatabase } from './data-source.js';
import { declarationProblems } from './declaration/declaration.problems.js';

export const customsDeclarationService = (
  config: CustomsDeclarationConfig,
): ServiceDefinition<CustomsDeclarationConfig> => ({
  name: 'customs-declaration',
  title: 'Pinglu customs declaration',
  description: 'Declares parcels to customs and follows them to their release.',
  version: '0.1.0',
  config,
  module: AppModule,
  database: customsDatabase,
  problems: declarationProblems,
});
