import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Sentence } from '../../bootstrap/sentence.mjs';

export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object | string;
  /** Of a body that is text; an object goes as JSON. */
  readonly contentType?: string;
}

interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page. */
  readonly next: string | null;
}

const DEADLINE_MS = 15_000;

/** The gateway over REST, for the holder of one key. */
export class RestClient {
  constructor(
    private readonly port: number,
    private readonly apiKey: string,
  ) {}

  async all<T>(path: string): Promise<T[]> {
    const items: T[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '?limit=500' : `?limit=500&cursor=${encodeURIComponent(cursor)}`;
      const page: Page<T> = await this.call({ method: 'GET', path: path + query });
      items.push(...page.items);
      cursor = page.next;
    } while (cursor !== null);
    return items;
  }

  /** @throws Sentence with the gateway's own words when it does not do it */
  async call<T>({ method, path, body, contentType }: Call): Promise<T> {
    const { status, text } = await this.send({ method, path, body, contentType });
    if (status >= 200 && status < 300) return JSON.parse(text) as T;
    throw new Sentence(
      `The demo could not be made: the gateway answered ${method} ${path.split('?')[0]} with ${status}${detailOf(text)}. If you removed only part of the data, run npm run reset.`,
    );
  }

  private send({ method, path, body, contentType }: Call): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = {
        'X-Api-Key': this.apiKey,
        // New for each attempt: a key's secret is not shown a second time, so a replayed answer would be of no use.
        ...(method === 'POST' && {
          'Content-Type': contentType ?? 'application/json',
          'Idempotency-Key': randomUUID(),
        }),
      };
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: false, timeout: DEADLINE_MS };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.on('timeout', () => sent.destroy(new Error('The gateway took too long to answer.')));
      sent.on('error', reject);
      sent.end(typeof body === 'object' ? JSON.stringify(body) : body);
    });
  }
}

/** The problem's own words, which are made to be shown. */
function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    return typeof detail === 'string' ? ` (${detail})` : '';
  } catch {
    return '';
  }
}
