import { createHmac } from 'node:crypto';
import { DEFAULT_SETTINGS } from '../config.js';
import type { Answer } from '../test-shop.js';

const { key, secret } = DEFAULT_SETTINGS.app;

interface Uploading {
  readonly rest: string;
  readonly token: string | undefined;
}

/** Sends a file as the official clients do: a multipart part that is not signed, beside fields that are. */
export async function uploadFile(
  shop: Uploading,
  path: string,
  { fields = {}, files = {} }: { fields?: Record<string, string>; files?: Record<string, Buffer> },
): Promise<Answer> {
  const parameters: Record<string, string> = {
    access_token: shop.token ?? '',
    app_key: key,
    sign_method: 'sha256',
    timestamp: String(Date.now()),
    ...fields,
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
      .update(path + text)
      .digest('hex')
      .toUpperCase(),
  );
  for (const [name, content] of Object.entries(files))
    form.set(name, new Blob([new Uint8Array(content)]), `${name}.bin`);
  const response = await fetch(shop.rest + path, { method: 'POST', body: form });
  return (await response.json()) as Answer;
}

/** A text in place of bytes is a field like any other. */
export const uploadImage = (shop: Uploading, content: Buffer | string): Promise<Answer> =>
  uploadFile(
    shop,
    '/image/upload',
    typeof content === 'string' ? { fields: { image: content } } : { files: { image: content } },
  );
