import { CreateIdempotencyKey1767225600100, platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateItem1767226000000 } from './migrations/1767226000000-create-item.js';
import { CreateDeclarant1767226000001 } from './migrations/1767226000001-create-declarant.js';
import { CreateDeclaration1767226000002 } from './migrations/1767226000002-create-declaration.js';

export const customsDatabase: ServiceDatabase = {
  entities: [],
  migrations: [
    ...platformMigrations,
    CreateIdempotencyKey1767225600100,
    CreateItem1767226000000,
    CreateDeclarant1767226000001,
    CreateDeclaration1767226000002,
  ],
};
