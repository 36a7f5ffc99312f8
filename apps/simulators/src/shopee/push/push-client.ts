import { Agent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { signPush } from '../protocol/signature.js';

const TIMEOUT_MS = 3000;
export const MAX_IN_FLIGHT = 16;

/** Posts signed bodies to the address of an app. */
export class PushClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });
  private readonly secureAgent = new HttpsAgent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });

  constructor(private readonly partnerKey: string) {}

  /** True when the receiver answered 2xx with an empty body within three seconds. */
  post(callbackUrl: string, rawBody: string): Promise<boolean> {
    const url = new URL(callbackUrl);
    const secure = url.protocol === 'https:';
    return new Promise((resolve) => {
      const settle = (acknowledged: boolean): void => {
        clearTimeout(timer);
        resolve(acknowledged);
      };
      const request = (secure ? httpsRequest : httpRequest)(
        url,
        {
          method: 'POST',
          agent: secure ? this.secureAgent : this.agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(rawBody),
            authorization: signPush(this.partnerKey, callbackUrl, rawBody),
          },
        },
        (response) => {
          let bytes = 0;
          response.on('data', (chunk: Buffer) => (bytes += chunk.length));
          response.on('error', () => settle(false));
          response.on('end', () => {
            const status = response.statusCode ?? 0;
            settle(status >= 200 && status < 300 && bytes === 0);
          });
        },
      );
      const timer = setTimeout(() => request.destroy(), TIMEOUT_MS);
      request.on('error', () => settle(false));
      request.end(rawBody);
    });
  }

  stop(): void {
    this.agent.destroy();
    this.secureAgent.destroy();
  }
}
