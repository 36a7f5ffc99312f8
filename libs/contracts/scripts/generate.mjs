// Generates what follows from the JSON Schemas and samples: types first, then (they must compile) the AsyncAPI document.
// `node libs/contracts/scripts/generate.mjs`, after every change of a schema, a sample or a topic.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as prettier from 'prettier';
import { generateTypes, writeFiles } from './generate-types.mjs';

const library = join(import.meta.dirname, '..');
const repository = join(library, '..', '..');
const document = join(repository, 'docs', 'contracts', 'asyncapi.json');

writeFiles(await generateTypes());

const tsc = join(repository, 'node_modules', '@typescript', 'native', 'bin', 'tsc');
const built = spawnSync(process.execPath, [tsc, '-b', library], { stdio: 'inherit' });
if (built.status !== 0) process.exit(1);

const { buildAsyncApi } = await import('../dist/asyncapi/build-asyncapi.js');
mkdirSync(dirname(document), { recursive: true });
writeFileSync(document, await prettier.format(JSON.stringify(buildAsyncApi()), { parser: 'json', printWidth: 120 }));
