import { InvalidRequestError, UpstreamUnavailableError } from '../port/errors.js';
import { createAxiosSend } from './axios-send.js';
import { bodyBytes, largestRequestBytes } from './send.js';
import { callTo, caught, closeMarketplaces, marketplace, transportOn } from './test-transport.js';

afterEach(closeMarketplaces);

const formWith = (bytes: Uint8Array<ArrayBuffer>): FormData => {
  const form = new FormData();
  form.append('name', 'สี');
  form.append('image', new Blob([bytes], { type: 'image/png' }), 'tee.png');
  return form;
};

describe('files', () => {
  it('go out as a form that says its own content type, byte by byte', async () => {
    const { base, seen } = await marketplace((_request, response) => response.end('done'));
    const { transport } = transportOn();
    const body = formWith(Uint8Array.of(0x89, 0x50, 0x00, 0xff, 0x0d, 0x0a));
    const build = () => ({ method: 'POST' as const, url: `${base}/x`, headers: { accept: 'application/json' }, body });
    expect(await transport.call(callTo(base, { build }))).toBe('done');
    expect(seen[0]?.contentType).toMatch(/^multipart\/form-data; ?boundary=/);
    expect(seen[0]?.body).toContain('filename="tee.png"');
    expect(seen[0]?.body).toContain('Content-Type: image/png\r\n\r\n\x89P\x00\xff\r\n');
  });

  it('that are too large are refused before anything is sent', async () => {
    const { base, seen } = await marketplace((_request, response) => response.end('done'));
    const { transport } = transportOn();
    const body = formWith(new Uint8Array(largestRequestBytes));
    expect(bodyBytes({ method: 'POST', url: '', headers: {}, body })).toBe(largestRequestBytes + 'สี'.length * 3);
    const build = () => ({ method: 'POST' as const, url: `${base}/x`, headers: {}, body });
    const error = await caught(transport.call(callTo(base, { effect: 'write', build })));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('come back as they are, and text as text', async () => {
    const pdf = Buffer.from([0x25, 0x50, 0x44, 0x46, 0x00, 0xff]);
    const { base } = await marketplace(({ url = '' }, response) => {
      const type = decodeURIComponent(url.slice(1));
      if (type !== '') response.setHeader('content-type', type);
      response.end(type.includes('pdf') || type.includes('octet') ? pdf : '\ufeff{"a":"ส"}');
    });
    const send = createAxiosSend();
    const get = (type: string) =>
      send({ method: 'GET', url: `${base}/${encodeURIComponent(type)}`, headers: {} }, 5_000);
    for (const type of ['application/pdf', 'application/octet-stream']) {
      const { body, binary } = await get(type);
      expect(body).toBe('');
      expect(Buffer.from(binary ?? [])).toEqual(pdf);
    }
    for (const type of ['application/json;charset=UTF-8', 'application/problem+json', 'text/html', '']) {
      const { body, binary } = await get(type);
      expect(body).toBe('{"a":"ส"}');
      expect(binary).toBeUndefined();
    }
  });

  it('that are larger than anything asked for are not read to their end', async () => {
    const chunk = Buffer.alloc(1024 * 1024);
    const { base } = await marketplace((_request, response) => {
      const more = (): void => {
        if (response.destroyed) return;
        if (response.write(chunk)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    const { transport } = transportOn({ attempts: 1 });
    const error = await caught(transport.call(callTo(base)));
    expect(error).toBeInstanceOf(UpstreamUnavailableError);
    expect(error).toMatchObject({ upstreamCode: 'ERR_TOO_LARGE' });
  });
});
