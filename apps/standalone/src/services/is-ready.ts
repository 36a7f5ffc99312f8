import { get } from 'node:http';

const ANSWER_DEADLINE_MS = 2_000;

/** Asks a service's management port once. Plain http: fetch would cost ten megabytes of memory for the whole run. */
export function isReady(managementPort: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get(
      { host: '127.0.0.1', port: managementPort, path: '/health/ready', agent: false, timeout: ANSWER_DEADLINE_MS },
      (response) => {
        response.resume();
        resolve(response.statusCode === 200);
      },
    );
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
