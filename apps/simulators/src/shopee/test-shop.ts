import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { controlOf, startReceiver, type Received } from '../control/test-door.js';
import { DEFAULT_SETTINGS, type PartnerApp, type WorldSettings } from './config.js';
import { startShopeeSimulator } from './simulator.js';

const [ERP] = DEFAULT_SETTINGS.apps as [PartnerApp, PartnerApp];

/** What the published client gave back, with whatever it holds; specs look at parts of it. */
export interface Answer {
  readonly response?: unknown;
  readonly [name: string]: unknown;
}

/** What the published client threw. */
export class ClientRefusal extends Error {
  readonly status: number | undefined;
  readonly error: string | undefined;

  constructor(said: { status?: number; error?: string; message: string }) {
    super(said.message);
    this.status = said.status;
    this.error = said.error;
  }
}

type Reply = { id: number; value?: unknown; refused?: { status?: number; error?: string; message: string } };

/** The published client in a process of its own, pointed at an address. */
async function startClient(url: string) {
  const child = fork(resolve(__dirname, 'fixtures/published-client.mjs'), { serialization: 'advanced', execArgv: [] });
  const waiting = new Map<number, (reply: Reply) => void>();
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  let asked = 0;
  const ask = (message: object): Promise<unknown> =>
    new Promise((done, fail) => {
      const id = (asked += 1);
      waiting.set(id, (reply) => {
        waiting.delete(id);
        if (reply.refused) fail(new ClientRefusal(reply.refused));
        else done(reply.value);
      });
      child.send({ id, ...message });
    });
  await ask({
    open: {
      partner_id: ERP.partnerId,
      partner_key: ERP.partnerKey,
      base_url: `${url}/api/v2`,
      base_auth_url: `${url}/auth`,
    },
  });
  return {
    /** `ask(['order', 'getOrderList'], [{…}])`; with one name, a method of the client itself. */
    ask: (path: readonly string[], args: readonly unknown[]) => ask({ call: path, args }),
    stop: () =>
      new Promise<void>((done) => {
        child.once('exit', () => done());
        child.disconnect();
      }),
  };
}

/** A running simulator, driven by the published client as it is. */
export async function startTestShop(settings: Partial<WorldSettings> = {}) {
  const simulator = await startShopeeSimulator({
    host: '127.0.0.1',
    port: 0,
    settings: { ...DEFAULT_SETTINGS, ...settings },
  });
  const client = await startClient(simulator.url);
  const call = (manager: string, method: string, ...args: unknown[]) =>
    client.ask([manager, method], args) as Promise<Answer>;
  const control = controlOf(simulator.url);
  return {
    url: simulator.url,
    call,
    control,
    self: (method: string, ...args: unknown[]) => client.ask([method], args) as Promise<Answer>,
    /** Consents as a seller who presses the button, at the address that the client has built. */
    consent: async (account = 'local'): Promise<URLSearchParams> => {
      const link = (await client.ask(['getAuthorizationUrl'], ['https://app.example/callback'])) as string;
      const response = await fetch(link, {
        method: 'POST',
        body: new URLSearchParams({ account }),
        redirect: 'manual',
      });
      return new URL(response.headers.get('location') ?? '').searchParams;
    },
    /** Places one order of a seeded local shop and answers its number. */
    order: async (shopId: number, lines: readonly { sellerSku: string; quantity: number }[], more: object = {}) => {
      const { body } = await control('POST', '/orders', { orders: [{ shop: String(shopId), lines, ...more }] });
      return (body as { placed: { orderNumber: string }[] }).placed[0]!.orderNumber;
    },
    stop: async () => {
      await client.stop();
      await simulator.stop();
    },
  };
}

export type ReceivedPush = Received<{
  readonly code: number;
  readonly shop_id?: number;
  readonly partner_id?: number;
  readonly timestamp?: number;
  readonly data: Record<string, unknown>;
}>;

/** A receiver of pushes. `status` and `body` are what it answers; they may be changed. */
export async function startPushReceiver() {
  const receiver = await startReceiver<ReceivedPush['message']>((response) => {
    response.writeHead(changeable.status, { connection: 'close' }).end(changeable.body);
  });
  const changeable = Object.assign(receiver, {
    status: 200,
    body: '',
    /** The messages of one code, in the order in which they came. */
    of: (code: number) => receiver.received.map((one) => one.message).filter((one) => one.code === code),
  });
  return changeable;
}
