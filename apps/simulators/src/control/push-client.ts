import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { MAX_IN_FLIGHT } from './push-queue.js';

export interface PushClientOptions {
  /** A receiver that takes longer has not acknowledged. */
  readonly timeoutMs: number;
  /** Whether an answer acknowledges the push; it has to read the answer or let it flow away. */
  readonly isAcknowledgement: (response: IncomingMessage) => boolean | Promise<boolean>;
}

/** Posts signed bodies to receivers of pushes. */
export class PushClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });
  private readonly secureAgent = new HttpsAgent({ keepAlive: true, maxSockets: MAX_IN_FLIGHT });

  constructor(private readonly options: PushClientOptions) {}

  /** True when the receiver acknowledged in time; whatever goes wrong is false. */
  post(url: string, rawBody: string, authorization: string): Promise<boolean> {
    const { timeoutMs, isAcknowledgement } = this.options;
    const secure = new URL(url).protocol === 'https:';
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
            authorization,
          },
        },
        (response) => void Promise.resolve(isAcknowledgement(response)).then(settle, () => settle(false)),
      );
      const timer = setTimeout(() => request.destroy(), timeoutMs);
      request.on('error', () => settle(false));
      request.end(rawBody);
    });
  }

  stop(): void {
    this.agent.destroy();
    this.secureAgent.destroy();
  }
}
