import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { buildAsyncApi } from './asyncapi/build-asyncapi.js';
import { sampleTypes } from './samples.js';
import { allTopics } from './topics.js';

const library = join(__dirname, '..');
const document = join(library, '..', '..', 'docs', 'contracts', 'asyncapi.json');
/** The generators load prettier and the parser as ES modules, which Jest's CommonJS mode cannot: hence a child process. */
const run = (script: string, ...args: string[]): string =>
  execFileSync(process.execPath, [join(library, 'scripts', script), ...args], { encoding: 'utf8', maxBuffer: 1 << 24 });

describe('generated files (renew them with: node libs/contracts/scripts/generate.mjs)', () => {
  it('has types that follow from the schemas', () => {
    const generated = JSON.parse(run('generate-types.mjs', '--print')) as Record<string, string>;
    expect(Object.keys(generated)).toHaveLength(9);
    for (const [path, text] of Object.entries(generated)) {
      expect({ path, text: readFileSync(join(library, path), 'utf8') }).toEqual({ path, text });
    }
  }, 60_000);

  it('has an AsyncAPI document that follows from topics, schemas and samples', () => {
    expect(JSON.parse(readFileSync(document, 'utf8'))).toEqual(JSON.parse(JSON.stringify(buildAsyncApi())));
  });

  it('has examples in the AsyncAPI document that keep to its own headers and payload schemas', () => {
    const published = JSON.parse(readFileSync(document, 'utf8')) as {
      components: { messages: Record<string, { examples: { headers: unknown; payload: unknown }[] }> };
    };
    // The official parser checks the document's shape, but not the examples of an AsyncAPI 3 message.
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(published, 'document');
    const messages = Object.entries(published.components.messages);
    expect(messages).toHaveLength(sampleTypes.length);
    for (const [title, { examples }] of messages) {
      for (const part of ['headers', 'payload'] as const) {
        const reference = `document#/components/messages/${title}/${part}`;
        expect(examples.map((example) => [reference, ajv.validate(reference, example[part]), ajv.errors])).toEqual([
          [reference, true, null],
        ]);
      }
    }
  });

  it('has an AsyncAPI document in which the official parser finds no error and no warning', () => {
    const report = JSON.parse(run('validate-asyncapi.mjs', document)) as {
      channels: string[];
      found: { code: string; severity: number }[];
    };
    expect(report.channels.sort()).toEqual(allTopics.map(({ name }) => name).sort());
    // Severity 0 is an error, 1 a warning. What is left is advice, such as that AsyncAPI 3.1 exists.
    expect(report.found.filter(({ severity }) => severity <= 1)).toEqual([]);
  }, 60_000);
});
