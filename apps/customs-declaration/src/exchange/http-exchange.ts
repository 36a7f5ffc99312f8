import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG } from '@pinglu/platform';
import axios, { isAxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import type { CustomsDeclarationConfig } from '../config.js';
import {
  CustomsExchange,
  ExchangeContractError,
  ExchangeOutcomeUnknownError,
  ExchangeUnavailableError,
  type Delivery,
  type ExchangeAnswer,
  type OutgoingMessage,
} from './customs-exchange.js';
import { fromDeliveries, fromDxpAnswer, toDxpMessage } from './dxp-message.js';

/** Failures of a connection that was never made: nothing can have arrived. */
const NEVER_LEFT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);
const MOST_BYTES = 32 * 1024 * 1024;

/** The exchange over HTTP, as access gateways offer it in front of the national queues. */
@Injectable()
export class HttpExchange extends CustomsExchange {
  private readonly http: AxiosInstance;

  constructor(@Inject(SERVICE_CONFIG) config: CustomsDeclarationConfig) {
    super();
    this.http = axios.create({
      baseURL: config.CUSTOMS_EXCHANGE_URL,
      timeout: config.CUSTOMS_TIMEOUT_MS,
      responseType: 'text',
      transformResponse: (body: unknown) => body,
      validateStatus: () => true,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
      httpAgent: new HttpAgent({ keepAlive: true }),
      httpsAgent: new HttpsAgent({ keepAlive: true }),
    });
  }

  async send(message: OutgoingMessage): Promise<ExchangeAnswer> {
    const response = await this.attempt(
      () =>
        this.http.post<string>('/dxp/messages', toDxpMessage(message), {
          headers: { 'Content-Type': 'application/xml; charset=UTF-8' },
        }),
      (error) => (neverLeft(error) ? new ExchangeUnavailableError(error) : new ExchangeOutcomeUnknownError(error)),
    );
    // 429 and 503 say that it was not looked at; any other failure may have come after it was.
    if (response.status === 429 || response.status === 503) throw new ExchangeUnavailableError();
    if (response.status !== 200) throw new ExchangeOutcomeUnknownError();
    return fromDxpAnswer(response.data);
  }

  async find({ sender, messageId }: Pick<OutgoingMessage, 'sender' | 'messageId'>): Promise<ExchangeAnswer | null> {
    const path = `/dxp/messages/${encodeURIComponent(sender)}/${encodeURIComponent(messageId)}`;
    const response = await this.attempt(() => this.http.get<string>(path), unavailable);
    if (response.status === 404) return null;
    return fromDxpAnswer(this.bodyOf(response));
  }

  async receive(address: string): Promise<Delivery[]> {
    const path = `/dxp/mailbox/${encodeURIComponent(address)}`;
    const response = await this.attempt(() => this.http.get<string>(path, { params: { max: 100 } }), unavailable);
    return fromDeliveries(this.bodyOf(response));
  }

  async acknowledge(address: string, deliveryIds: readonly string[]): Promise<void> {
    const path = `/dxp/mailbox/${encodeURIComponent(address)}/acknowledge`;
    const headers = { 'Content-Type': 'text/plain; charset=UTF-8' };
    this.bodyOf(
      await this.attempt(() => this.http.post<string>(path, deliveryIds.join('\n'), { headers }), unavailable),
    );
  }

  private async attempt(
    call: () => Promise<AxiosResponse<string>>,
    translate: (error: unknown) => Error,
  ): Promise<AxiosResponse<string>> {
    try {
      return await call();
    } catch (error) {
      throw translate(error);
    }
  }

  private bodyOf({ status, data }: AxiosResponse<string>): string {
    if (status === 200) return data;
    if (status === 429 || status >= 500) throw new ExchangeUnavailableError();
    throw new ExchangeContractError(`The exchange refused a call of ours with HTTP status ${status}.`);
  }
}

const unavailable = (error: unknown): Error => new ExchangeUnavailableError(error);
const neverLeft = (error: unknown): boolean => isAxiosError(error) && NEVER_LEFT.has(error.code ?? '');
