// Writes src/<folder>/schemas.generated.ts from the JSON Schemas of that folder: one type per schema, named by its
// title, and one map from event type to the type of its data. The schemas are the truth; these files are never edited.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compile } from 'json-schema-to-typescript';
import * as prettier from 'prettier';

const root = join(import.meta.dirname, '..');
const source = join(root, 'src');
const urn = 'urn:pinglu:schema:';
/** Written by hand in the kernel, which calculates with it; a spec compares it with its schema. */
const kernelTypes = { 'urn:pinglu:schema:com.pinglu.money.money.v1': 'Money' };
const prettierOptions = { parser: 'typescript', printWidth: 120, singleQuote: true, trailingComma: 'all' };

const schemaFiles = (folder) =>
  readdirSync(join(source, folder))
    .filter((name) => name.endsWith('.schema.json'))
    .sort()
    .map((name) => join(source, folder, name));

const read = (file) => JSON.parse(readFileSync(file, 'utf8'));

const folders = () =>
  readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && schemaFiles(entry.name).some((file) => !(read(file).$id in kernelTypes)))
    .map((entry) => entry.name)
    .sort();

const pascal = (text) => text.replace(/(^|[-_])([a-z])/g, (_, __, letter) => letter.toUpperCase());

/** Keywords that only say the same thing again in a stricter or stranger way; of bounds it would make tuples. */
const hindering = ['$schema', '$id', 'unevaluatedProperties', 'minItems', 'maxItems'];

function forTypes(node) {
  if (Array.isArray(node)) return node.map(forTypes);
  if (node === null || typeof node !== 'object') return node;
  const kept = Object.entries(node).filter(([key]) => !hindering.includes(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, forTypes(value)]));
}

/** @returns the text of one folder's generated file */
async function generateFolder(folder) {
  const schemas = schemaFiles(folder).map(read);
  // One document in which every schema is a definition, so that a shared snapshot becomes one type, not one per event.
  const definitions = Object.fromEntries(schemas.map((schema) => [schema.title, forTypes(schema)]));
  const used = new Set();
  const pointAt = (node) => {
    if (Array.isArray(node)) return node.map(pointAt);
    if (node === null || typeof node !== 'object') return node;
    const kernelType = kernelTypes[node.$ref ?? node.allOf?.[0]?.$ref];
    if (kernelType) {
      used.add(kernelType);
      return { ...(node.description && { description: node.description }), tsType: kernelType };
    }
    if (typeof node.$ref === 'string') {
      const target = schemas.find((schema) => schema.$id === node.$ref);
      if (!target) throw new Error(`A schema in ${folder} refers to ${node.$ref}, which is not in that folder.`);
      return { $ref: `#/definitions/${target.title}` };
    }
    return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, pointAt(value)]));
  };
  const events = schemas.filter((schema) => !schema.title.endsWith('Snapshot'));
  const mapName = `${pascal(folder)}EventData`;
  const bundle = {
    title: mapName,
    description: 'Event type → the data it carries.',
    type: 'object',
    properties: Object.fromEntries(
      events.map((schema) => [schema.$id.slice(urn.length), { $ref: `#/definitions/${schema.title}` }]),
    ),
    required: events.map((schema) => schema.$id.slice(urn.length)),
    definitions: pointAt(definitions),
  };
  const imports = used.size > 0 ? `\n\nimport type { ${[...used].join(', ')} } from '@pinglu/kernel';` : '';
  const text = await compile(bundle, mapName, {
    additionalProperties: false,
    bannerComment: `// Generated from the JSON Schemas beside this file by libs/contracts/scripts/generate.mjs. Do not edit.${imports}`,
    format: false,
    unreachableDefinitions: true,
  });
  const formatted = await prettier.format(text, prettierOptions);
  return formatted.replace(/\n \*\n \* This interface was referenced by[^/]*\*\//g, '\n */');
}

/** @returns path relative to libs/contracts → text */
export async function generateTypes() {
  const files = {};
  for (const folder of folders()) files[`src/${folder}/schemas.generated.ts`] = await generateFolder(folder);
  return files;
}

export function writeFiles(files) {
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
}

// `node scripts/generate-types.mjs --print` shows what would be written, as JSON, and writes nothing: for the spec.
if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const files = await generateTypes();
  if (process.argv.includes('--print')) process.stdout.write(JSON.stringify(files));
  else writeFiles(files);
}
