import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Three lanes share one configuration; the suffix of a spec says what it costs.
 * unit (default): nothing but the process. int: real PostgreSQL and Kafka. e2e: the whole of `npm start`.
 */
const lane = process.env.LANE ?? 'unit';

const typescript = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: true,
  swcrc: false,
};
const javascript = { ...typescript, jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } } };

const folders = ['libs', 'apps'].flatMap((top) => readdirSync(top).map((name) => `${top}/${name}`));

const project = (folder) => ({
  displayName: folder.split('/')[1],
  rootDir: resolve(folder),
  testEnvironment: 'node',
  testMatch: [`<rootDir>/src/**/*.${lane}.spec.ts`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  // Never add 'import' here: Jest runs everything as CommonJS, see docs/adr.
  testEnvironmentOptions: { customExportConditions: ['@pinglu/source', 'node', 'node-addons'] },
  transform: { '^.+\\.ts$': ['@swc/jest', typescript], '^.+\\.m?js$': ['@swc/jest', javascript] },
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|file-type|strtok3|token-types|uint8array-extras|@tokenizer|load-esm|@borewit|jose|@seriousme)/)',
  ],
});

export default {
  projects: folders.map(project),
  ...(lane === 'int' && {
    globalSetup: '<rootDir>/libs/testing/jest/global-setup.mjs',
    globalTeardown: '<rootDir>/libs/testing/jest/global-teardown.mjs',
  }),
  testTimeout: { unit: 5_000, int: 300_000, e2e: 300_000 }[lane],
  maxWorkers: lane === 'e2e' ? 1 : 2,
};
