import type { Chain, Listing, Order, Page, Shop } from './types.js';

/** The gateway said no, in its own words; or could not be reached at all (status 0, no words). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail);
    this.name = 'ApiError';
  }
}

const orderPage = 200;

/** The calls this console makes, each with the key it was given. */
export class Api {
  constructor(
    private readonly key: string,
    private readonly send: typeof fetch = (...call) => fetch(...call),
  ) {}

  /** In the order in which they were taken in, from a place on. */
  orders(cursor: string | null, signal?: AbortSignal): Promise<Page<Order>> {
    const query = new URLSearchParams({ limit: String(orderPage), ...(cursor !== null && { cursor }) });
    return this.get<Page<Order>>(`/api/v1/orders?${query}`, signal);
  }

  chain({ marketplace, orderNumber }: OrderName, signal?: AbortSignal): Promise<Chain> {
    return this.get<Chain>(
      `/api/v1/chain/${encodeURIComponent(marketplace)}/${encodeURIComponent(orderNumber)}`,
      signal,
    );
  }

  shops(signal?: AbortSignal): Promise<Page<Shop>> {
    return this.get<Page<Shop>>('/api/v1/shops?limit=100', signal);
  }

  listings(signal?: AbortSignal): Promise<Page<Listing>> {
    return this.get<Page<Listing>>('/api/v1/listings?limit=100', signal);
  }

  /** Whether this installation has a simulator to order from. */
  async hasDemo(signal?: AbortSignal): Promise<boolean> {
    try {
      return (await this.get<{ orders: boolean }>('/api/v1/demo', signal)).orders;
    } catch (error) {
      if (error instanceof ApiError && [403, 404].includes(error.status)) return false;
      throw error;
    }
  }

  /** Answers the number of the order. */
  async placeDemoOrder(order: { shopId: string; sellerSku: string; quantity: number }): Promise<string> {
    const { shopId, sellerSku, quantity } = order;
    const body = { shopId, lines: [{ sellerSku, quantity }] };
    const placed = await this.call<{ orderNumber: string }>('/api/v1/demo/orders', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return placed.orderNumber;
  }

  private get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return this.call<T>(path, { ...(signal && { signal }) });
  }

  private async call<T>(path: string, init: RequestInit): Promise<T> {
    let response: Response;
    try {
      response = await this.send(path, {
        ...init,
        headers: { ...init.headers, 'x-api-key': this.key, accept: 'application/json' },
      });
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') throw error;
      throw new ApiError(0, '', '');
    }
    if (!response.ok) throw await problemOf(response);
    return (await response.json()) as T;
  }
}

export interface OrderName {
  readonly marketplace: string;
  readonly orderNumber: string;
}

async function problemOf(response: Response): Promise<ApiError> {
  const problem: unknown = await response.json().catch(() => undefined);
  const text = (field: string): string => {
    const value: unknown = typeof problem === 'object' && problem !== null ? Reflect.get(problem, field) : undefined;
    return typeof value === 'string' ? value : '';
  };
  return new ApiError(response.status, text('title') || `HTTP ${response.status}`, text('detail'));
}
