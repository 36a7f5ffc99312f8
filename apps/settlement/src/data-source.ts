import { platformMigrations, type ServiceDatabase } from '@pinglu/platform';
import { CreateShop1767226100000 } from './migrations/1767226100000-create-shop.js';
import { CreateOrderRecord1767226100001 } from './migrations/1767226100001-create-order-record.js';
import { CreateStatement1767226100002 } from './migrations/1767226100002-create-statement.js';
import { CreateLedger1767226100003 } from './migrations/1767226100003-create-ledger.js';

export const settlementDatabase: ServiceDatabase = {
  entities: [],
  migrations: [
    ...platformMigrations,
    CreateShop1767226100000,
    CreateOrderRecord1767226100001,
    CreateStatement1767226100002,
    CreateLedger1767226100003,
  ],
};
