import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A marketplace that has one answer for everything, which it is told first. It runs in a process of its own, so that the
 * work of answering is not counted as work of calling.
 */
process.once('message', (answer: string) => {
  const body = Buffer.from(answer);
  const server = createServer((request, response) => {
    request.resume();
    request.once('end', () => {
      response.setHeader('content-type', 'application/json;charset=UTF-8');
      response.setHeader('content-length', body.length);
      response.end(body);
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
});
process.once('disconnect', () => process.exit());
