import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Calls to the control door of a simulator that runs at `url`. A text is sent as it is, anything else as JSON. */
export const controlOf =
  (url: string) =>
  async (method: string, path: string, body?: unknown, contentType = 'application/json') => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const response = await fetch(`${url}/_control${path}`, {
      method,
      headers: { 'content-type': contentType },
      ...(text ? { body: text } : {}),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

export interface Received<Message> {
  readonly rawBody: string;
  readonly authorization: string;
  readonly message: Message;
}

/** A receiver of pushes on a free port that keeps all that comes. */
export async function startReceiver<Message>(answer: (response: ServerResponse) => void) {
  const received: Received<Message>[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const rawBody = Buffer.concat(chunks).toString('utf8');
      const authorization = request.headers.authorization ?? '';
      received.push({ rawBody, authorization, message: JSON.parse(rawBody) as Message });
      answer(response);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    received,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/push`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
