import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { waitUntil } from '../time/wait-until.js';

export interface SimulatorProcess {
  readonly url: string;
  /** A request to the control door, by its path below `/_control/`. */
  readonly control: (method: string, path: string, body?: object) => Promise<unknown>;
  readonly receiver: PushReceiver;
  readonly stop: () => Promise<void>;
}

/** Starts a stand-in as a process of its own; as somebody would who has no code in common with it. @param name its folder */
export async function startSimulator(
  name: string,
  environment: Readonly<Record<string, string>>,
): Promise<SimulatorProcess> {
  const entry = fileURLToPath(new URL(`../../../../apps/simulators/dist/${name}/main.js`, import.meta.url));
  if (!existsSync(entry)) throw new Error('The simulator is not built. Run: npx tsc -b apps/simulators');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const receiver = await startReceiver();
  const output: string[] = [];
  const child = spawn(process.execPath, [entry], {
    env: { HOST: '127.0.0.1', PORT: String(port), SEED: '7', PUSH_URL: receiver.url, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const control = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${url}/_control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`The control door said ${response.status}: ${await response.text()}`);
    return response.json();
  };
  try {
    await waitUntil(() => control('GET', 'report'), { what: 'the simulator to answer', deadlineMs: 30_000 });
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`The simulator did not start. It said: ${output.join('').slice(-2_000)}`, { cause: error });
  }
  const stop = async (): Promise<void> => {
    await stopProcess(child);
    await receiver.stop();
  };
  return { url, control, receiver, stop };
}

/** Exactly the bytes that came, and what came with them. */
export interface ReceivedPush {
  readonly rawBody: Uint8Array;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface PushReceiver {
  readonly url: string;
  readonly deliveries: readonly ReceivedPush[];
  readonly stop: () => Promise<unknown>;
}

/** Takes every message, and answers nothing: some marketplaces take a body for a failure. */
async function startReceiver(): Promise<PushReceiver> {
  const deliveries: ReceivedPush[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      deliveries.push({ rawBody: Buffer.concat(chunks), headers: request.headers });
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    deliveries,
    url: `http://127.0.0.1:${port}/push`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/** For `MarketplaceUnderTest.pushed`. */
export const pushIn =
  ({ deliveries }: PushReceiver) =>
  (condition: (rawBody: Uint8Array) => boolean): Promise<ReceivedPush> =>
    waitUntil(() => deliveries.find(({ rawBody }) => condition(rawBody)), { what: 'the push' });

/** For `MarketplaceUnderTest.eventually`. */
export async function eventually<T>(ask: () => Promise<T | undefined>, what: string): Promise<T> {
  let answer = await ask();
  await waitUntil(async () => (answer ??= await ask()) !== undefined, { what, deadlineMs: 20_000 });
  return answer!;
}

/** Presses the button of a consent page, as a script may; answers all that came back in the address. */
export async function pressConsent(
  authorizeUrl: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<Readonly<Record<string, string>>> {
  const url = new URL(authorizeUrl);
  const form = new URLSearchParams(url.search);
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const response = await fetch(url.origin + url.pathname, { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(response.headers.get('location') ?? 'about:blank');
  const answer = Object.fromEntries(back.searchParams);
  if (answer['code'] === undefined || answer['state'] !== (form.get('state') ?? undefined)) {
    throw new Error(`The consent page did not send the seller back with a code (status ${response.status}).`);
  }
  return answer;
}
