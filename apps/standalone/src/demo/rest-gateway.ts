import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { Sentence } from '../../bootstrap/sentence.mjs';
import type { DemoGateway, DemoRole } from './seed-merchants.js';

interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
}

interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page. */
  readonly next: string | null;
}

const DEADLINE_MS = 15_000;

/** The gateway over REST, as its operator. */
export class RestGateway implements DemoGateway {
  constructor(
    private readonly port: number,
    private readonly operatorKey: string,
  ) {}

  listMerchants(): Promise<{ merchantId: string; name: string }[]> {
    return this.all('/api/v1/merchants');
  }

  async registerMerchant(name: string): Promise<string> {
    const answer = await this.call<{ merchantId: string }>({
      method: 'POST',
      path: '/api/v1/merchants',
      body: { name },
    });
    return answer.merchantId;
  }

  async listKeyIds(merchantId: string): Promise<string[]> {
    const keys = await this.all<{ apiKeyId: string; revokedAt: string | null }>(keysOf(merchantId));
    return keys.filter(({ revokedAt }) => revokedAt === null).map(({ apiKeyId }) => apiKeyId);
  }

  async issueKey(merchantId: string, role: DemoRole): Promise<string> {
    const body = { label: `Demo ${role}`, role };
    const { secret } = await this.call<{ secret: string }>({ method: 'POST', path: keysOf(merchantId), body });
    return secret;
  }

  private async all<T>(path: string): Promise<T[]> {
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

  private async call<T>({ method, path, body }: Call): Promise<T> {
    const { status, text } = await this.send({ method, path, body });
    if (status >= 200 && status < 300) return JSON.parse(text) as T;
    throw new Sentence(
      `The demo merchants could not be made: the gateway answered ${method} ${path.split('?')[0]} with ${status}${detailOf(text)}. If you removed only part of the data, run npm run reset.`,
    );
  }

  private send({ method, path, body }: Call): Promise<{ status: number; text: string }> {
    return new Promise((resolve, reject) => {
      const headers = {
        'X-Api-Key': this.operatorKey,
        // New for each attempt: a key's secret is not shown a second time, so a replayed answer would be of no use.
        ...(method === 'POST' && { 'Content-Type': 'application/json', 'Idempotency-Key': randomUUID() }),
      };
      const options = { host: '127.0.0.1', port: this.port, method, path, headers, agent: false, timeout: DEADLINE_MS };
      const sent = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      });
      sent.on('timeout', () => sent.destroy(new Error('The gateway took too long to answer.')));
      sent.on('error', reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

const keysOf = (merchantId: string): string => `/api/v1/merchants/${merchantId}/api-keys`;

/** The problem's own words, which are made to be shown. */
function detailOf(text: string): string {
  try {
    const { detail } = JSON.parse(text) as { detail?: unknown };
    return typeof detail === 'string' ? ` (${detail})` : '';
  } catch {
    return '';
  }
}
