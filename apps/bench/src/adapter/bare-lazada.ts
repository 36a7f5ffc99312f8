import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import axios from 'axios';

export interface BareApp {
  readonly appKey: string;
  readonly appSecret: string;
  readonly accessToken: string;
  /** With `/rest`. */
  readonly baseUrl: string;
}

/**
 * A call to Lazada as one would write it without us: signed by hand, sent by axios on a connection that is kept open, the
 * answer parsed. No limits, no retries, no types, no errors.
 */
export function bareLazada({ appKey, appSecret, accessToken, baseUrl }: BareApp) {
  const client = axios.create({
    httpAgent: new Agent({ keepAlive: true, maxSockets: 64, maxFreeSockets: 16, scheduling: 'lifo' }),
    maxRedirects: 0,
    proxy: false,
    responseType: 'text',
    transformResponse: [(body: unknown) => body],
    validateStatus: () => true,
  });
  return async (path: string, params: Readonly<Record<string, string>>): Promise<unknown> => {
    const all: Record<string, string> = {
      app_key: appKey,
      timestamp: String(Date.now()),
      sign_method: 'sha256',
      access_token: accessToken,
      ...params,
    };
    const text = Object.keys(all)
      .sort()
      .reduce((signed, name) => signed + name + all[name], path);
    const sign = createHmac('sha256', appSecret).update(text).digest('hex').toUpperCase();
    const url = `${baseUrl}${path}?${new URLSearchParams({ ...all, sign }).toString()}`;
    const { data } = await client.get<string>(url, {
      headers: { accept: 'application/json', 'accept-encoding': 'gzip' },
    });
    return JSON.parse(data);
  };
}
