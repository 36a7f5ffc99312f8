import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample, ConfigError, loadConfig } from '@pinglu/platform';
import { SettlementConfig } from './config.js';

describe('the configuration of settlement', () => {
  it('is complete in .env.example', () => {
    const text = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(SettlementConfig, text)).toEqual({ missing: [], unknown: [] });
  });

  it('has no default for a secret', () => {
    expect.assertions(2);
    try {
      loadConfig(SettlementConfig, {});
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).variables).toEqual(
        expect.arrayContaining(['INTERNAL_SERVICE_SECRET', 'GATEWAY_URL', 'DATABASE_URL']),
      );
    }
  });
});
