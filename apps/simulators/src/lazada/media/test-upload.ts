import { createHmac } from 'node:crypto';
import { DEFAULT_SETTINGS } from '../config.js';
import type { Answer } from '../test-shop.js';

const { key, secret } = DEFAULT_SETTINGS.app;
const PATH = '/image/upload';

/** Sends a picture as the official clients do: a multipart part that is not signed. A text is a field, and is signed. */
export async function uploadImage(
  shop: { readonly rest: string; readonly token: string | undefined },
  content: Buffer | string,
): Promise<Answer> {
  const parameters: Record<string, string> = {
    access_token: shop.token ?? '',
    app_key: key,
    sign_method: 'sha256',
    timestamp: String(Date.now()),
    ...(typeof content === 'string' && { image: content }),
  };
  const text = Object.keys(parameters)
    .sort()
    .map((name) => name + parameters[name])
    .join('');
  const form = new FormData();
  for (const [name, value] of Object.entries(parameters)) form.set(name, value);
  form.set(
    'sign',
    createHmac('sha256', secret)
      .update(PATH + text)
      .digest('hex')
      .toUpperCase(),
  );
  if (typeof content !== 'string') form.set('image', new Blob([new Uint8Array(content)]), 'picture.bin');
  const response = await fetch(shop.rest + PATH, { method: 'POST', body: form });
  return (await response.json()) as Answer;
}
