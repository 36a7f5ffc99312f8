import { Inject, Injectable } from '@nestjs/common';
import { SERVICE_CONFIG, UnknownRouteError } from '@pinglu/platform';
import type { GatewayConfig } from '../config.js';
import { Upstreams } from '../proxy/upstreams.js';
import { DemoOrderRefusedError, SimulatorUnreachableError } from './demo.errors.js';
import type { DemoOrderLine } from './place-demo-order.command.js';

/** The control door of the marketplace's simulator: the only place where Pinglu knows that there are such things. */
@Injectable()
export class Simulator {
  constructor(
    private readonly upstreams: Upstreams,
    @Inject(SERVICE_CONFIG) private readonly config: Pick<GatewayConfig, 'DEMO_SIMULATOR_URL'>,
  ) {}

  /** Answers the number of the order. Throws UnknownRouteError where there is no demo. */
  async placeOrder(externalSellerId: string, lines: readonly DemoOrderLine[]): Promise<string> {
    const body = { orders: [{ shop: externalSellerId, lines }] };
    const { status, data } = await this.post(`${this.url}/_control/orders`, body);
    const { placed, refused, reason } = readAnswer(data);
    if (placed !== undefined) return placed;
    if (status < 500) throw new DemoOrderRefusedError(refused ?? reason ?? 'it does not say why.');
    throw new SimulatorUnreachableError();
  }

  /** Throws UnknownRouteError where there is no demo: to the outside the address then does not exist. */
  get url(): string {
    const { DEMO_SIMULATOR_URL: url } = this.config;
    if (url === undefined) throw new UnknownRouteError();
    return url.replace(/\/+$/, '');
  }

  private async post(url: string, body: object) {
    try {
      return await this.upstreams.http.post<unknown>(url, body);
    } catch (error) {
      throw new SimulatorUnreachableError(error);
    }
  }
}

/** `{placed: [{orderNumber}], refused: [{index, reason}]}`, or `{reason}` for a body it could not read. */
function readAnswer(data: unknown): { placed?: string; refused?: string; reason?: string } {
  if (typeof data !== 'object' || data === null) return {};
  const text = (value: unknown, field: string): string | undefined => {
    const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
    return typeof found === 'string' ? found : undefined;
  };
  const first = (field: string): unknown => {
    const list: unknown = Reflect.get(data, field);
    return Array.isArray(list) ? list[0] : undefined;
  };
  const placed = text(first('placed'), 'orderNumber');
  const refused = text(first('refused'), 'reason');
  const reason = text(data, 'reason');
  return {
    ...(placed !== undefined && { placed }),
    ...(refused !== undefined && { refused }),
    ...(reason !== undefined && { reason }),
  };
}
