import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export const testApp = { key: '900001', secret: 'sandboxSecretDoNotUse0123456789ab' };
export const testSellerId = '100200301';

/** How the next calls are answered. `lost`: the connection is cut before an answer. */
export type Mood = 'well' | 'refusing' | 'lost';

/** For specs: as much of Lazada as the gateway talks to. It remembers what it was asked and issues numbered tokens. */
export class TestLazada {
  readonly calls: { readonly path: string; readonly params: URLSearchParams }[] = [];
  mood: Mood = 'well';
  accessLifeSeconds = 2_592_000;
  refreshLifeSeconds = 15_552_000;
  country = 'th';
  sellerId = testSellerId;
  shopName = 'Pinglu Demo Store';
  /** Waited for before a refresh is answered. */
  gate: Promise<void> = Promise.resolve();
  private issued = 0;
  private server: Server;

  static async start(): Promise<TestLazada> {
    const lazada = new TestLazada();
    lazada.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.once('end', () => {
        const url = new URL(request.url ?? '/', 'http://lazada.test');
        const params = new URLSearchParams([
          ...url.searchParams,
          ...new URLSearchParams(Buffer.concat(chunks).toString()),
        ]);
        const path = url.pathname.replace(/^\/rest/, '');
        lazada.calls.push({ path, params });
        void lazada.answer(path, params).then((body) => {
          if (body === undefined) return request.socket.destroy();
          response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
          return undefined;
        });
      });
    });
    await new Promise<void>((resolve) => lazada.server.listen(0, '127.0.0.1', resolve));
    return lazada;
  }

  get environment(): Record<string, string> {
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/rest`;
    return {
      LAZADA_APP_KEY: testApp.key,
      LAZADA_APP_SECRET: testApp.secret,
      LAZADA_AUTH_URL: url,
      LAZADA_API_URL_TH: url,
      LAZADA_API_URL_SG: url,
    };
  }

  /** The calls made since, by path. */
  count(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  /** What a genuine push with this body would carry. */
  static signatureOf(body: string, secret = testApp.secret): string {
    return createHmac('sha256', secret)
      .update(testApp.key + body)
      .digest('hex');
  }

  private async answer(path: string, params: URLSearchParams): Promise<object | undefined> {
    const head = { code: '0', request_id: '0ba2887315178178017221014' };
    if (path === '/auth/token/refresh') await this.gate;
    if (this.mood === 'lost') return undefined;
    if (this.mood === 'refusing') {
      const code = path === '/auth/token/refresh' ? 'IllegalRefreshToken' : 'InvalidCode';
      return { ...head, type: 'ISV', code, message: 'The specified token is invalid or expired' };
    }
    switch (path) {
      case '/auth/token/create':
        return { ...head, ...this.tokens(), country_user_info: this.accounts };
      case '/auth/token/refresh':
        return { ...head, ...this.tokens(), country_user_info_list: this.accounts };
      case '/seller/get':
        return { ...head, data: this.seller(params) };
      default:
        return { ...head, type: 'ISV', code: 'InvalidApiPath', message: 'no such path' };
    }
  }

  private tokens(): object {
    this.issued += 1;
    return {
      access_token: `access-${this.issued}`,
      refresh_token: `refresh-${this.issued}`,
      expires_in: this.accessLifeSeconds,
      refresh_expires_in: this.refreshLifeSeconds,
      country: 'cb',
      account: 'owner@example.com',
      account_platform: 'seller_center',
    };
  }

  private get accounts(): object[] {
    return [{ country: this.country, user_id: this.sellerId, seller_id: this.sellerId, short_code: 'TH10DEMO' }];
  }

  private seller(_params: URLSearchParams): object {
    const { sellerId, shopName } = this;
    return {
      seller_id: Number(sellerId),
      name: shopName,
      name_company: `${shopName} Co., Ltd.`,
      short_code: 'TH10DEMO',
      email: 'owner@example.com',
      cb: true,
      status: 'ACTIVE',
      verified: true,
      location: 'Thailand',
      logo_url: '',
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
