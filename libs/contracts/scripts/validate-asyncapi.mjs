// Parses an AsyncAPI document and prints what the official parser finds wrong, as JSON. Runs in a process of its own,
// because the parser loads modules in ways that Jest does not follow.
import { readFileSync } from 'node:fs';
import { Parser } from '@asyncapi/parser';

const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], 'utf8'));
const channels = document
  ? document
      .channels()
      .all()
      .map((channel) => channel.address())
  : [];
const found = diagnostics.map(({ code, message, path, severity }) => ({
  code,
  message,
  path: path.join('/'),
  severity,
}));
process.stdout.write(JSON.stringify({ channels, found }));
