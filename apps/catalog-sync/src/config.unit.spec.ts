import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareEnvExample, platformProblems } from '@pinglu/platform';
import { CatalogConfig } from './config.js';
import { listingProblems } from './listing/listing.problems.js';
import { productProblems } from './product/product.problems.js';
import { shopProblems } from './shop/shop.problems.js';

describe('the configuration of catalog-sync', () => {
  it('is complete in .env.example', () => {
    const text = readFileSync(resolve(__dirname, '../.env.example'), 'utf8');
    expect(compareEnvExample(CatalogConfig, text)).toEqual({ missing: [], unknown: [] });
  });
});

describe('problem pages', () => {
  it('explain every error catalog-sync can answer with', () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
    const codes = files
      .filter((file) => file.endsWith('.errors.ts'))
      .flatMap((file) => [...readFileSync(resolve(__dirname, file), 'utf8').matchAll(/readonly code = '([a-z-]+)'/g)])
      .map((match) => match[1]!);
    expect(codes).toContain('shop-not-connected');
    const known = new Set(
      [...platformProblems, ...productProblems, ...shopProblems, ...listingProblems].map(({ code }) => code),
    );
    expect(codes.filter((code) => !known.has(code))).toEqual([]);
  });
});
