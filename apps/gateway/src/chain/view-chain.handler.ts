import { Injectable } from '@nestjs/common';
import { currentRequestState, currentTraceparent, Logger, withSpan, type Principal } from '@pinglu/platform';
import { TokenSigner } from '../proxy/token-signer.js';
import { Upstreams, type Upstream } from '../proxy/upstreams.js';
import { readSteps, sortSteps, type ChainStep } from './chain.js';
import type { ChainResponse } from './chain.response.js';
import { PushSteps } from './push-steps.js';

/** Somebody is looking at a screen: a service that is slow is left out, and said to be. */
const deadlineMs = 3_000;

/** Asks every service what it knows of one order, all at once, and puts the answers in order. */
@Injectable()
export class ViewChainHandler {
  constructor(
    private readonly pushSteps: PushSteps,
    private readonly upstreams: Upstreams,
    private readonly signer: TokenSigner,
    private readonly logger: Logger,
  ) {}

  async execute(marketplace: string, orderNumber: string, caller: Principal): Promise<ChainResponse> {
    const path = `/api/v1/chain/${encodeURIComponent(marketplace)}/${encodeURIComponent(orderNumber)}`;
    const [own, ...answers] = await Promise.all([
      this.pushSteps.of(marketplace, orderNumber, caller),
      ...this.upstreams.all.map((upstream) => this.ask(upstream, path, caller)),
    ]);
    return {
      marketplace,
      orderNumber,
      steps: sortSteps([...own, ...answers.flatMap((steps) => steps ?? [])]),
      sources: [
        { service: 'gateway', answered: true },
        ...this.upstreams.all.map(({ name }, index) => ({ service: name, answered: answers[index] !== undefined })),
      ],
    };
  }

  /** Undefined when the service did not answer, or not in a way that makes sense. */
  private async ask(upstream: Upstream, path: string, caller: Principal): Promise<ChainStep[] | undefined> {
    const { name, url } = upstream;
    const token = await this.signer.sign(caller, name);
    const traceparent = currentTraceparent();
    const headers = {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      'x-request-id': currentRequestState()?.requestId,
      ...(traceparent !== undefined && { traceparent }),
    };
    try {
      const { status, data } = await withSpan(
        `call ${name}`,
        { kind: 'client', attributes: { 'server.address': name } },
        () => this.upstreams.http.get<unknown>(url + path, { timeout: deadlineMs, headers }),
      );
      // A service that knows nothing of the order says so with an empty list, or with "not found".
      if (status === 404) return [];
      return status === 200 ? readSteps(data, name) : undefined;
    } catch (error) {
      this.logger.warn('A service could not be asked for its steps of an order.', { upstream: name, error });
      return undefined;
    }
  }
}
