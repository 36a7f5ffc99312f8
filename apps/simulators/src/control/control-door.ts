import { InvalidBodyError, RefusedError } from './body.js';
import { json, type RawRequest, type RawResponse } from './http-server.js';

export interface ControlCall {
  /** The parts of the path that the pattern names, such as `orderNumber`. */
  readonly names: Readonly<Record<string, string>>;
  /** The parsed body; for NDJSON a list of its lines; undefined when there is none. */
  readonly body: unknown;
  readonly query: URLSearchParams;
}

export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/_control`, such as `/orders/{orderNumber}/advance`. */
  readonly pattern: string;
  handle(call: ControlCall): unknown;
}

const PREFIX = '/_control';

export const isControlPath = (path: string): boolean => path === PREFIX || path.startsWith(`${PREFIX}/`);

/** Answers a call to the control door: JSON in and out, from this machine only, 400 with the reason for a wrong body. */
export async function answerControl(routes: readonly ControlRoute[], request: RawRequest): Promise<RawResponse> {
  if (!isLoopback(request.remoteAddress)) {
    return json(403, { reason: 'The control door opens only to calls from the same machine.' });
  }
  const path = request.url.pathname.slice(PREFIX.length);
  for (const route of routes) {
    try {
      const names = route.method === request.method ? match(route.pattern, path) : undefined;
      if (names === undefined) continue;
      const body = parseBody(request);
      return json(200, (await route.handle({ names, body, query: request.url.searchParams })) ?? {});
    } catch (error) {
      if (error instanceof InvalidBodyError) return json(400, { reason: error.message });
      if (error instanceof RefusedError) return json(error.status, { reason: error.message });
      throw error;
    }
  }
  const known = routes.map((route) => `${route.method} ${PREFIX}${route.pattern}`);
  return json(404, { reason: `There is no ${request.method} ${request.url.pathname}.`, known });
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.');
}

function match(pattern: string, path: string): Record<string, string> | undefined {
  const wanted = pattern.split('/');
  const parts = path.split('/');
  if (wanted.length !== parts.length) return undefined;
  const names: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = parts[index]!;
    if (part.startsWith('{')) names[part.slice(1, -1)] = decodePart(value);
    else if (part !== value) return undefined;
  }
  return names;
}

function decodePart(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw new InvalidBodyError(`The path holds ${value}, which is not percent-encoded text.`);
  }
}

function parseBody(request: RawRequest): unknown {
  const text = request.body.toString('utf8');
  if (text.trim() === '') return undefined;
  if (!/ndjson|jsonl|json-seq/i.test(request.headers['content-type'] ?? '')) return parseJson(text, 'The body');
  const lines = text.split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [parseJson(line, `Line ${index + 1}`)]));
}

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidBodyError(`${what} is not JSON.`);
  }
}
