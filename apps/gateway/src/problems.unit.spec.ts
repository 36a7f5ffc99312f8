import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { platformProblems, type ProblemPage } from '@pinglu/platform';
import { apiKeyProblems } from './api-key/api-key.problems.js';
import { merchantProblems } from './merchant/merchant.problems.js';
import { demoProblems } from './demo/demo.problems.js';
import { pushProblems } from './push/push.problems.js';
import { shopProblems } from './shop/shop.problems.js';

/** The codes of all error classes below a folder, read from their source: what is forgotten here is not forgotten there. */
function codesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\./.test(file))
    .flatMap((file) => {
      const text = readFileSync(resolve(folder, file), 'utf8');
      // An error of category "internal" is never shown under its own code.
      return [...text.matchAll(/readonly code = '([a-z-]+)';\s+(?:override )?readonly category = '(?!internal)/g)];
    })
    .map((match) => match[1]!);
}

const missing = (folder: string, pages: readonly ProblemPage[]): string[] => {
  const known = new Set(pages.map(({ code }) => code));
  return codesIn(resolve(__dirname, folder)).filter((code) => !known.has(code));
};

describe('problem pages', () => {
  const pages = [
    ...platformProblems,
    ...merchantProblems,
    ...apiKeyProblems,
    ...shopProblems,
    ...pushProblems,
    ...demoProblems,
  ];

  it('explain every error the gateway can answer with', () => {
    expect(codesIn(__dirname)).toContain('merchant-suspended');
    expect(missing('.', pages)).toEqual([]);
  });

  it('explain every error of the HTTP door and of authentication', () => {
    expect(missing('../../../libs/platform/src/http', pages)).toEqual([]);
    expect(missing('../../../libs/platform/src/auth', pages)).toEqual([]);
  });
});
