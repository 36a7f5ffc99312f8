import * as errors from '../port/errors.js';
import { codeFamilies, codeRows, meaningOf, type CodeFamily } from './error-codes.js';
import { codesOf, type CodeKind } from './error-codes/code-row.js';
import { toMarketplaceError } from './errors.js';

const classOf: Readonly<Record<CodeKind, new (...args: never[]) => errors.MarketplaceError>> = {
  rate_limited: errors.RateLimitedError,
  switched_off: errors.SwitchedOffError,
  unavailable: errors.UpstreamUnavailableError,
  auth_expired: errors.AuthExpiredError,
  permission_denied: errors.PermissionDeniedError,
  not_supported: errors.NotSupportedError,
  invalid: errors.InvalidRequestError,
  not_found: errors.NotFoundError,
  conflict: errors.ConflictError,
};

const refused = (code: string, family: CodeFamily, effect: 'read' | 'write' = 'read') =>
  toMarketplaceError({ code, request_id: 'r-1' }, { operation: 'orders.get', family, effect, secrets: [] });

describe.each(codeFamilies.map((family) => ({ family, rows: codeRows[family] })))(
  'the codes of $family',
  ({ family, rows }) => {
    it('are each explained once', () => {
      const codes = rows.flatMap(codesOf);
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([]);
      for (const code of codes) expect(code).toMatch(/^\w+$/);
    });

    it('say cause and advice in whole sentences, in English and in Chinese', () => {
      for (const [codes, , ...sentences] of rows) {
        for (const [en, zh] of sentences.slice(0, 2) as (readonly [string, string])[]) {
          expect([codes, en]).toEqual([codes, expect.stringMatching(/^[A-Z][^。]+\.$/)]);
          expect([codes, zh]).toEqual([codes, expect.stringMatching(/\p{Script=Han}.*。$/u)]);
          expect([codes, en]).not.toEqual([codes, expect.stringMatching(/\p{Script=Han}/u)]);
        }
      }
    });

    it('end in the error of their kind, which says both', () => {
      for (const row of rows) {
        for (const code of codesOf(row)) {
          const error = refused(code, family);
          expect([code, error.constructor]).toEqual([code, classOf[row[1]]]);
          expect(error).toMatchObject({ upstreamCode: code, requestId: 'r-1' });
          expect(error.explanation).toEqual({
            cause: row[2][0],
            advice: row[3][0],
            zh: { cause: row[2][1], advice: row[3][1] },
          });
          expect(error.message).toBe(`${row[2][0]} ${row[3][0]}`);
        }
      }
    });
  },
);

describe('a code', () => {
  it.each<[string, CodeFamily, CodeFamily]>([
    ['4136', 'product', 'globalProduct'],
    ['4154', 'product', 'globalProduct'],
    ['21', 'order', 'promotion'],
    ['106', 'reverse', 'returnDetail'],
    ['35', 'product', 'order'],
  ])('%s means one thing for %s and another for %s', (code, one, other) => {
    expect(meaningOf(code, one)?.cause).toMatch(/^[A-Z].*\.$/);
    expect(meaningOf(code, one)?.cause).not.toBe(meaningOf(code, other)?.cause);
  });

  it('is looked up where it is more general when its own part does not have it', () => {
    expect(meaningOf('114', 'returnDetail')).toBe(meaningOf('114', 'reverse'));
    expect(meaningOf('ServiceTimeout', 'returnDetail')).toBe(meaningOf('ServiceTimeout', 'general'));
    expect(meaningOf('16', 'finance')).toBeUndefined();
  });

  it('is explained for every number of the checks of a product, of a return and of a global product', () => {
    const missing = (family: CodeFamily, first: number, last: number): number[] =>
      Array.from({ length: last - first + 1 }, (_, index) => first + index).filter(
        (code) => meaningOf(String(code), family) === undefined,
      );
    expect(missing('product', 4_104, 4_171)).toEqual([]);
    expect(missing('globalProduct', 4_136, 4_230)).toEqual([]);
    // Lazada has left these out.
    expect(missing('reverse', 100, 133)).toEqual([101, 128, 129, 130, 132]);
  });

  it.each(['31337', 'constructor', '__proto__', ''])('that is in no table is not guessed at, and kept: %p', (code) => {
    for (const family of codeFamilies) expect(meaningOf(code, family)).toBeUndefined();
    const error = refused(code, 'order');
    expect(error).toBeInstanceOf(errors.ContractViolationError);
    expect(error.upstreamCode).toBe(code);
  });

  it.each([
    ['ApiCallLimit', 'operation'],
    ['901', 'operation'],
    ['E901', 'operation'],
    ['SellerCallLimit', 'shop'],
    ['AppCallLimit', 'app'],
  ])('%s stops the calls of: %s', (code, scope) => {
    expect(refused(code, 'order')).toMatchObject({ scope });
  });

  it('that stops calls says whose, in every row', () => {
    for (const family of codeFamilies) {
      for (const [codes, kind, , , more] of codeRows[family]) {
        expect([codes, more?.scope !== undefined]).toEqual([codes, kind === 'rate_limited']);
        expect([codes, more?.nothingDone === true && kind !== 'unavailable']).toEqual([codes, false]);
      }
    }
  });

  it('of a failed system leaves open what became of a write, and advises so in both languages', () => {
    const error = refused('ServiceTimeout', 'fulfillment', 'write');
    expect(error).toBeInstanceOf(errors.OutcomeUnknownError);
    expect(error.explanation.advice).toContain('Read back');
    expect(error.explanation.zh?.advice).toContain('查询');
    expect(refused('700024', 'fulfillment', 'write')).toBeInstanceOf(errors.UpstreamUnavailableError);
  });
});
