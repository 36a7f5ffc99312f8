import { request } from 'node:http';
import { Sentence } from '../../bootstrap/sentence.mjs';
import type { RestClient } from './rest-client.js';

export interface DemoShop {
  readonly marketplace: 'lazada' | 'shopee';
  readonly country: string;
}

/**
 * Connects one of the demo merchant's shops the way a seller does it: asks the gateway where to go, consents there, and is sent
 * back. Done at every start, because a stand-in for a marketplace forgets its tokens when it ends. Answers the shop's id.
 */
export async function openShop(merchant: RestClient, { marketplace, country }: DemoShop): Promise<string> {
  const { authorizeUrl } = await merchant.call<{ authorizeUrl: string }>({
    method: 'POST',
    path: '/api/v1/shops/authorizations',
    body: { marketplace, country },
  });
  const consent = await send('POST', new URL(authorizeUrl), 'account=demo');
  if (consent.location === undefined) {
    throw new Sentence(
      `The simulated ${marketplace} did not consent to the demo shop: it answered with ${consent.status}.`,
    );
  }
  const connected = await send('GET', new URL(consent.location));
  if (connected.status !== 200) {
    throw new Sentence(`The demo shop could not be connected: the gateway answered with ${connected.status}.`);
  }
  const { shopId } = JSON.parse(connected.text) as { shopId: string };
  return shopId;
}

interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly text: string;
}

function send(method: 'GET' | 'POST', url: URL, form?: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers = {
      Accept: 'application/json',
      ...(form !== undefined && { 'Content-Type': 'application/x-www-form-urlencoded' }),
    };
    const sent = request(url, { method, headers, agent: false, timeout: 15_000 }, (response) => {
      const { location } = response.headers;
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text, ...(location !== undefined && { location }) }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error('The answer took too long.')));
    sent.on('error', reject);
    sent.end(form);
  });
}
