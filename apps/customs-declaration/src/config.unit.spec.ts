import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample, ConfigError, loadConfig } from '@pinglu/platform';
import { CustomsDeclarationConfig } from './config.js';
import { selfSignedIdentity } from './signing/self-signed-certificate.js';

const variablesOf = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(CustomsDeclarationConfig, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.variables;
    throw error;
  }
  return [];
};

describe('the configuration of customs-declaration', () => {
  it('is complete in .env.example', () => {
    const text = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(CustomsDeclarationConfig, text)).toEqual({ missing: [], unknown: [] });
  });

  it('asks for a key and its certificate, unless the demo signs', async () => {
    const needed = ['CUSTOMS_SIGNING_KEY', 'CUSTOMS_SIGNING_CERTIFICATE'];
    expect(variablesOf({})).toEqual(expect.arrayContaining(needed));
    expect(variablesOf({ CUSTOMS_SIGNER: 'demo' })).not.toEqual(expect.arrayContaining(needed));
    const { key, certificate } = await selfSignedIdentity({ code: 'X', name: 'X' }, new Date());
    const base64 = (text: string | Buffer): string => Buffer.from(text).toString('base64');
    const given = {
      CUSTOMS_SIGNING_KEY: base64(key.export({ type: 'pkcs8', format: 'pem' })),
      CUSTOMS_SIGNING_CERTIFICATE: base64(certificate.toString()),
    };
    expect(variablesOf(given)).not.toEqual(expect.arrayContaining(needed));
    expect(variablesOf({ ...given, CUSTOMS_SIGNING_KEY: 'x' })).toContain('CUSTOMS_SIGNING_KEY');
  });
});
