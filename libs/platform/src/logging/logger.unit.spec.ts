import { AppError } from '@pinglu/kernel';
import { addToLogScope, runInLogScope } from './log-scope.js';
import { JsonLogger } from './logger.js';
import { NestLogger } from './nest-logger.js';

class ShopUnknownError extends AppError {
  readonly code = 'shop-unknown';
  readonly category = 'not_found';
}

function memoryLogger() {
  const lines: string[] = [];
  const logger = new JsonLogger({
    service: 'specs',
    level: 'debug',
    destination: { write: (line) => lines.push(line) },
  });
  const parsed = (): Record<string, unknown>[] => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { logger, lines, parsed };
}

describe('JsonLogger', () => {
  it('writes one JSON line: sentence, fields, and the scope it was written in', async () => {
    const { logger, parsed } = memoryLogger();
    await runInLogScope({ requestId: 'r-1' }, async () => {
      await Promise.resolve();
      addToLogScope({ merchantId: 'm-1' });
      runInLogScope({ correlationId: 'c-1' }, () => logger.info('A warehouse was opened.', { attempts: 2 }));
    });
    logger.warn('Outside.');
    expect(parsed()[0]).toEqual({
      level: 'info',
      service: 'specs',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as unknown,
      message: 'A warehouse was opened.',
      requestId: 'r-1',
      merchantId: 'm-1',
      correlationId: 'c-1',
      attempts: 2,
    });
    expect(parsed()[1]).not.toHaveProperty('requestId');
  });

  it('writes none of the secrets planted in fields, at any depth, nor in texts', () => {
    const { logger, lines } = memoryLogger();
    const planted = Array.from({ length: 16 }, (_, index) => `planted-${index}-secret`);
    const [a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p] = planted;
    logger.info(`Connecting to postgres://app:${a}@db/pinglu with Bearer ${b}`, {
      headers: { Authorization: `Bearer ${c}`, cookie: d, 'X-Api-Key': e, 'set-cookie': [f] },
      shop: { credentials: { accessToken: g, refresh_token: h, apiKey: i } },
      deep: [{ list: [{ clientSecret: j, password: k }] }],
      order: { buyer: { name: l, phone: m }, shipping: { address: { line1: n } } },
      databaseUrl: `postgres://app:${o}@db/pinglu`,
      error: new Error(`connect postgres://app:${p}@db failed`),
    });
    expect(planted.filter((secret) => lines.join('').includes(secret))).toEqual([]);
    expect(lines[0]).toContain('postgres://app:[redacted]@db/pinglu');
  });

  it('tells an expected refusal by its code, without a stack', () => {
    const { logger, parsed } = memoryLogger();
    logger.warn('Refused.', { error: new ShopUnknownError('There is no such shop.') });
    expect(parsed()[0]?.error).toEqual({
      type: 'ShopUnknownError',
      code: 'shop-unknown',
      category: 'not_found',
      retryable: false,
      message: 'There is no such shop.',
    });
  });

  it('keeps the stack of an error nobody meant, and not the value PostgreSQL repeats', () => {
    const { logger, parsed } = memoryLogger();
    const cause = Object.assign(new Error('invalid input syntax for type uuid: "Tan Ah Kow"'), { code: '22P02' });
    logger.error('Failed.', { error: new Error('It broke.', { cause }) });
    const error = parsed()[0]?.error as { stack: string; cause: { message: string } };
    expect(error.stack).toContain('logger.unit.spec');
    expect(error.cause.message).toBe('invalid input syntax for type uuid: [redacted]');
    expect(JSON.stringify(error)).not.toContain('Tan Ah Kow');
  });

  it("carries Nest's own lines: errors as errors, its chatter as debug", () => {
    const { logger, parsed } = memoryLogger();
    const nest = new NestLogger(logger);
    nest.log('Mapped {/x, GET} route', 'RouterExplorer');
    nest.error(new Error('boom'), 'ExceptionsHandler');
    expect(parsed().map((line) => [line.level, line.context])).toEqual([
      ['debug', 'RouterExplorer'],
      ['error', 'ExceptionsHandler'],
    ]);
    expect(parsed()[1]?.error).toMatchObject({ message: 'boom' });
  });
});
