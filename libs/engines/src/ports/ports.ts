import { createServer, type AddressInfo, type Server } from 'node:net';
import { EngineError } from '../engine-error.js';

const HOST = '127.0.0.1';

/** Asks the system for `count` ports nobody listens on. All are held until the last is found, so they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let i = 0; i < count; i += 1) servers.push(await listen(0));
    return servers.map((server) => (server.address() as AddressInfo).port);
  } finally {
    await Promise.all(servers.map(close));
  }
}

/** True when a server could listen on the port of the loopback interface right now. */
export async function isPortFree(port: number): Promise<boolean> {
  try {
    await close(await listen(port));
    return true;
  } catch {
    return false;
  }
}

/**
 * Refuses when somebody else listens on the port.
 * @param what who wants it, in the reader's words: "PostgreSQL"
 * @param envName the variable that moves it: "POSTGRES_PORT"
 * @throws EngineError `engine-port-taken`
 */
export async function ensurePortFree(port: number, what: string, envName: string): Promise<void> {
  if (await isPortFree(port)) return;
  throw portTaken(port, what, envName);
}

export const portTaken = (port: number, what: string, envName: string): EngineError =>
  new EngineError(
    'engine-port-taken',
    `Port ${port} (${what}) is taken by another program. Stop it or set ${envName} to a free port.`,
    { meta: { port, what } },
  );

function listen(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: HOST, exclusive: true }, () => resolve(server));
  });
}

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));
