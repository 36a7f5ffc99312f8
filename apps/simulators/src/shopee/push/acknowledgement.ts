import type { IncomingMessage } from 'node:http';

/** Whether a receiver answered 2xx with an empty body. */
export function isAcknowledgement(response: IncomingMessage): Promise<boolean> {
  return new Promise((resolve) => {
    let bytes = 0;
    response.on('data', (chunk: Buffer) => (bytes += chunk.length));
    response.on('error', () => resolve(false));
    response.on('end', () => {
      const status = response.statusCode ?? 0;
      resolve(status >= 200 && status < 300 && bytes === 0);
    });
  });
}
