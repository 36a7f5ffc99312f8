import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample, ConfigError } from '@pinglu/platform';
import { GatewayConfig, readGatewayConfig } from './config.js';

describe('the configuration of the gateway', () => {
  it('is complete in .env.example', () => {
    const text = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(GatewayConfig, text)).toEqual({ missing: [], unknown: [] });
  });

  it('has no default for a secret', () => {
    expect.assertions(2);
    try {
      readGatewayConfig({});
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError);
      expect((error as ConfigError).variables).toEqual(
        expect.arrayContaining(['INTERNAL_TOKEN_PRIVATE_KEY', 'INVENTORY_URL', 'DATABASE_URL']),
      );
    }
  });
});
