import { get } from 'node:http';
import type { ServiceDefinition } from './service-definition.js';

const ANSWER_DEADLINE_MS = 2_000;

/** Asks a program once. Plain http: fetch would cost ten megabytes of memory for the whole run. */
export function isReady({ port, managementPort }: ServiceDefinition): Promise<boolean> {
  const where = managementPort
    ? { port: managementPort.port, path: '/health/ready' }
    : { port: port.port, path: '/_control/report' };
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', ...where, agent: false, timeout: ANSWER_DEADLINE_MS }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(false));
  });
}
