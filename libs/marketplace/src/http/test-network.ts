import { FakeClock } from '@pinglu/testing';
import type { MarketplaceError } from '../port/errors.js';
import type { CallReport, HttpOptions } from './http-options.js';
import type { IncomingAnswer, OutgoingRequest } from './send.js';

/** Of a fixture by name, an answer made for the spec, or a connection that fails. */
export type Scripted = string | IncomingAnswer | Error;

/** A network that gives these answers, one after the other, and where time passes only when somebody waits. */
export function scriptedNetwork(
  answers: readonly Scripted[],
  {
    fixture,
    now,
    onRequest,
  }: {
    readonly fixture: (name: string) => string;
    readonly now: string;
    readonly onRequest: (request: OutgoingRequest) => void;
  },
) {
  const clock = new FakeClock(now);
  const sent: OutgoingRequest[] = [];
  const reports: CallReport[] = [];
  const waits: number[] = [];
  const left = [...answers];
  const send = (request: OutgoingRequest): Promise<IncomingAnswer> => {
    sent.push(request);
    onRequest(request);
    const answer = left.shift();
    if (answer === undefined) return Promise.reject(new Error('One call more than there are answers.'));
    if (answer instanceof Error) return Promise.reject(answer);
    if (typeof answer !== 'string') return Promise.resolve(answer);
    return Promise.resolve({ status: 200, retryAfterMs: null, contentType: 'application/json', body: fixture(answer) });
  };
  const sleep = (ms: number): Promise<void> => {
    waits.push(ms);
    clock.advance(ms);
    return Promise.resolve();
  };
  const http: HttpOptions = { clock, send, sleep, random: () => 0.5, onCall: (report) => reports.push(report) };
  return { http, sent, reports, waits, clock };
}

/** The error a call ends in; fails the spec when it succeeds. */
export async function errorOf(call: Promise<unknown>): Promise<MarketplaceError> {
  try {
    await call;
  } catch (error) {
    return error as MarketplaceError;
  }
  throw new Error('The call should have failed.');
}

/** Everything of an error that could reach a log. */
export const textOf = (error: MarketplaceError): string =>
  JSON.stringify({ ...error, message: error.message, stack: error.stack, cause: String(error.cause) });
