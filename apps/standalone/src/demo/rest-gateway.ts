import { RestClient } from './rest-client.js';
import type { DemoGateway, DemoRole } from './seed-merchants.js';

/** The gateway over REST, as its operator. */
export class RestGateway implements DemoGateway {
  private readonly client: RestClient;

  constructor(port: number, operatorKey: string) {
    this.client = new RestClient(port, operatorKey);
  }

  listMerchants(): Promise<{ merchantId: string; name: string }[]> {
    return this.client.all('/api/v1/merchants');
  }

  async registerMerchant(name: string): Promise<string> {
    const answer = await this.client.call<{ merchantId: string }>({
      method: 'POST',
      path: '/api/v1/merchants',
      body: { name },
    });
    return answer.merchantId;
  }

  async listKeyIds(merchantId: string): Promise<string[]> {
    const keys = await this.client.all<{ apiKeyId: string; revokedAt: string | null }>(keysOf(merchantId));
    return keys.filter(({ revokedAt }) => revokedAt === null).map(({ apiKeyId }) => apiKeyId);
  }

  async issueKey(merchantId: string, role: DemoRole): Promise<string> {
    const body = { label: `Demo ${role}`, role };
    const { secret } = await this.client.call<{ secret: string }>({ method: 'POST', path: keysOf(merchantId), body });
    return secret;
  }
}

const keysOf = (merchantId: string): string => `/api/v1/merchants/${merchantId}/api-keys`;
