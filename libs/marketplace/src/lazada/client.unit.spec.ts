import { HttpTransport } from '../http/http-transport.js';
import type { OutgoingRequest } from '../http/send.js';
import { signatureOf } from './auth.js';
import { LazadaClient } from './client.js';
import { endpoints } from './endpoints.js';
import { access, credentials, fixture } from './test-lazada.js';

describe('a call with a file', () => {
  it('carries the parameters as texts beside it, and signs them alone', async () => {
    const seen: OutgoingRequest[] = [];
    const send = (request: OutgoingRequest) => {
      seen.push(request);
      const body = fixture('images.upload.ok');
      return Promise.resolve({ status: 200, retryAfterMs: null, contentType: 'application/json', body });
    };
    const client = new LazadaClient(new HttpTransport('lazada', { send }), credentials);
    const file = { name: 'image', bytes: Buffer.from('picture'), fileName: 'a.png', contentType: 'image/png' };
    await client.call(endpoints.uploadImage, access, { note: 'กระเป๋า & bag' }, { file });

    const [{ url, headers, body }] = seen as [OutgoingRequest];
    const form = body as FormData;
    expect([...form.keys()]).toEqual(['note', 'image']);
    expect(form.get('note')).toBe('กระเป๋า & bag');
    expect(await (form.get('image') as File).text()).toBe('picture');
    // The sender writes it, with the boundary in it.
    expect(Object.keys(headers)).not.toContain('content-type');
    const { sign, ...system } = Object.fromEntries(new URL(url).searchParams);
    const params = { ...system, note: 'กระเป๋า & bag' };
    expect(sign).toBe(signatureOf({ path: '/image/upload', params, appSecret: credentials.appSecret }));
  });
});
