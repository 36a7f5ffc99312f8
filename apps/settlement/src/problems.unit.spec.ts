import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { orderRecordProblems } from './order-record/order-record.problems.js';
import { statementProblems } from './statement/statement.problems.js';

/** The codes of all error classes below a folder, read from their source: what is forgotten here is not forgotten there. */
const codes = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .flatMap((file) => [
    // An error of category "internal" is never shown under its own code.
    ...readFileSync(resolve(__dirname, file), 'utf8').matchAll(
      /readonly code = '([a-z-]+)';\s+readonly category = '(?!internal)/g,
    ),
  ])
  .map((match) => match[1]!);

it('there is a page for every error that settlement can answer with', () => {
  const pages = [...statementProblems, ...orderRecordProblems].map(({ code }) => code);
  expect(codes).toContain('statement-not-found');
  expect(pages.sort()).toEqual(codes.sort());
});
