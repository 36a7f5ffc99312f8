import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample } from '@pinglu/platform';
import { OrderIngestionConfig } from './config.js';

describe('the settings of order-ingestion', () => {
  it('all stand in .env.example, and nothing else does', () => {
    const example = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(OrderIngestionConfig, example)).toEqual({ missing: [], unknown: [] });
  });
});
