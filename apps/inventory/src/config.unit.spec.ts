import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample } from '@pinglu/platform';
import { InventoryConfig } from './config.js';

describe('the configuration of inventory', () => {
  it('is complete in .env.example', () => {
    const text = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(InventoryConfig, text)).toEqual({ missing: [], unknown: [] });
  });
});
