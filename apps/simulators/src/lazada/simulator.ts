import { commonRoutes } from '../control/common-routes.js';
import { answerControl, isControlPath } from '../control/control-door.js';
import {
  json,
  startHttpServer,
  type RawRequest,
  type RawResponse,
  type RunningServer,
} from '../control/http-server.js';
import { categoryEndpoints } from './catalog/category-endpoints.js';
import { productEndpoints } from './catalog/product-endpoints.js';
import type { LazadaConfig } from './config.js';
import { lazadaRoutes } from './control-door/lazada-routes.js';
import { financeEndpoints } from './finance/finance-endpoints.js';
import { fulfillmentEndpoints } from './fulfillment/fulfillment-endpoints.js';
import { legacyEndpoints } from './fulfillment/legacy-endpoints.js';
import { authorize } from './oauth/authorize-page.js';
import { tokenEndpoints } from './oauth/token-endpoints.js';
import { orderEndpoints } from './order/order-endpoints.js';
import { findTarget, Gateway } from './protocol/gateway.js';
import { sellerEndpoints } from './seller/seller-endpoints.js';
import { stockEndpoints } from './stock/stock-endpoints.js';
import { World } from './world/world.js';

/** A marketplace at one address: `/oauth/authorize`, `/rest/…`, `/{country}/rest/…` and `/_control/…`. */
export async function startLazadaSimulator(config: LazadaConfig): Promise<RunningServer> {
  let world = new World(config.settings);
  const gateway = new Gateway([
    ...tokenEndpoints,
    ...sellerEndpoints,
    ...categoryEndpoints,
    ...productEndpoints,
    ...stockEndpoints,
    ...orderEndpoints,
    ...fulfillmentEndpoints,
    ...legacyEndpoints,
    ...financeEndpoints,
  ]);
  const routes = [
    ...commonRoutes(
      () => world,
      (seed) => {
        world.stop();
        // Where pushes go is not part of the world: who resets it still wants to hear of the next one.
        const { url, retryMs } = world.pushes.sender.target;
        world = new World({
          ...config.settings,
          seed: seed ?? config.settings.seed,
          pushUrl: url,
          pushRetryMs: retryMs,
        });
      },
    ),
    ...lazadaRoutes(() => world),
  ];
  const answer = (request: RawRequest): Promise<RawResponse> | RawResponse => {
    const { pathname } = request.url;
    if (isControlPath(pathname)) return answerControl(routes, request);
    if (pathname === '/oauth/authorize') return authorize(world, request);
    const target = findTarget(pathname);
    if (target) return gateway.answer(world, request, target);
    return json(404, { reason: 'There is /oauth/authorize, /rest/…, /{country}/rest/… and /_control/….' });
  };
  const server = await startHttpServer(config, answer);
  return {
    url: server.url,
    stop: async () => {
      world.stop();
      await server.stop();
    },
  };
}
