import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { declarationProblems } from './declaration/declaration.problems.js';

describe('problem pages', () => {
  it('explain every error of this service that a caller can meet', () => {
    const files = readdirSync(__dirname, { recursive: true, encoding: 'utf8' });
    const codes = files
      .filter((file) => file.endsWith('.ts') && !file.includes('.spec.'))
      .flatMap((file) => [
        ...readFileSync(resolve(__dirname, file), 'utf8').matchAll(
          /readonly code = '([a-z-]+)';\s+(?:override )?readonly category = '(?!internal)/g,
        ),
      ])
      .map((match) => match[1]!);
    expect(codes).toContain('declaration-not-refused');
    expect(codes.filter((code) => !declarationProblems.some((page) => page.code === code))).toEqual([]);
  });
});
