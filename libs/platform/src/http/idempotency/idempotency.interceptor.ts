import {
  applyDecorators,
  Injectable,
  SetMetadata,
  UseInterceptors,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { ApiHeader } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { defer, lastValueFrom, type Observable } from 'rxjs';
import { currentPrincipal } from '../../auth/principal/caller.js';
import { visibleTo } from '../../auth/principal/principal.js';
import { Transactions } from '../../database/transactions.js';
import { fingerprint, parseIdempotencyKey } from './fingerprint.js';
import {
  IdempotencyKeyInUseError,
  IdempotencyKeyMissingError,
  IdempotencyKeyReusedError,
} from './idempotency.errors.js';
import { findAnswer, saveAnswer, tryLockKey, type KeyOwner, type StoredAnswer } from './idempotency-key.repository.js';

const optionsKey = 'pinglu:idempotent';

/** Headers of an answer that belong to its meaning and are given again with it. */
const replayedHeaders = ['location'] as const;

export interface IdempotentOptions {
  /** Fields of the answer that are shown once and never stored, such as a fresh secret. A replay lacks them. */
  readonly omitFromReplay?: readonly string[];
}

/**
 * Runs the handler's effect and the row that remembers its answer in ONE transaction. A crash in between is impossible,
 * a failed request leaves nothing behind and may be repeated with the same key.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  private readonly reflector = new Reflector();

  constructor(private readonly transactions: Transactions) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const options = this.reflector.get<IdempotentOptions>(optionsKey, context.getHandler());
    const request = context.switchToHttp().getRequest<Request>();
    const response = context.switchToHttp().getResponse<Response>();
    return defer(() => this.once({ request, response, options, next }));
  }

  private async once({ request, response, options, next }: Call): Promise<unknown> {
    const key = parseIdempotencyKey(request.get('idempotency-key'));
    if (key === undefined) throw new IdempotencyKeyMissingError();
    const principal = currentPrincipal();
    const owner: KeyOwner = { caller: principal.subject, merchantId: principal.merchantId, key };
    const asked = fingerprint(request);
    return this.transactions.run(visibleTo(principal), async () => {
      if (!(await tryLockKey(owner))) throw new IdempotencyKeyInUseError();
      const known = await findAnswer(owner);
      if (known) {
        if (!known.fingerprint.equals(asked)) throw new IdempotencyKeyReusedError();
        return replay(known, response);
      }
      // Subscribed to inside the transaction, so that the handler's own Transactions.run joins it.
      const body: unknown = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await saveAnswer(owner, { fingerprint: asked, ...answerToKeep(response, body, options.omitFromReplay ?? []) });
      return body;
    });
  }
}

interface Call {
  readonly request: Request;
  readonly response: Response;
  readonly options: IdempotentOptions;
  readonly next: CallHandler;
}

function answerToKeep(
  response: Response,
  body: unknown,
  omitted: readonly string[],
): Omit<StoredAnswer, 'fingerprint'> {
  const headers: Record<string, string> = {};
  for (const name of replayedHeaders) {
    const value = response.getHeader(name);
    if (value !== undefined) headers[name] = String(value);
  }
  return { status: response.statusCode, headers, body: without(body, omitted) };
}

function without(body: unknown, omitted: readonly string[]): unknown {
  if (typeof body !== 'object' || body === null || omitted.length === 0) return body;
  return Object.fromEntries(Object.entries(body).filter(([field]) => !omitted.includes(field)));
}

function replay({ status, headers, body }: StoredAnswer, response: Response): unknown {
  response.status(status);
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.setHeader('Idempotency-Replayed', 'true');
  return body ?? undefined;
}

/** For a POST that creates or starts something: requires `Idempotency-Key` and makes a repeat harmless. */
export const Idempotent = (options: IdempotentOptions = {}): MethodDecorator =>
  applyDecorators(
    SetMetadata(optionsKey, options),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: true,
      description:
        'A value of your own, new for each intention, the same for each repeat. Kept for 7 days; a repeat is answered ' +
        'like the first request, with `Idempotency-Replayed: true`.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
