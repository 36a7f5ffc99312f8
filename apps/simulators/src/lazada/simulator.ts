import { commonRoutes } from '../control/common-routes.js';
import { answerControl, isControlPath } from '../control/control-door.js';
import {
  json,
  startHttpServer,
  type RawRequest,
  type RawResponse,
  type RunningServer,
} from '../control/http-server.js';
import { selfSignedCertificate } from '../control/self-signed-certificate.js';
import { categoryEndpoints } from './catalog/category-endpoints.js';
import { productEndpoints } from './catalog/product-endpoints.js';
import type { LazadaConfig } from './config.js';
import { lazadaRoutes } from './control-door/lazada-routes.js';
import { financeEndpoints } from './finance/finance-endpoints.js';
import { legacyEndpoints } from './fulfillment/legacy-endpoints.js';
import { ownDeliveryEndpoints } from './fulfillment/own-delivery-endpoints.js';
import { packEndpoints } from './fulfillment/pack-endpoints.js';
import { packageEndpoints } from './fulfillment/package-endpoints.js';
import { traceEndpoints } from './logistics/trace-endpoint.js';
import { catalogRoutes } from './catalog/catalog-routes.js';
import { globalProductEndpoints } from './global-product/global-endpoints.js';
import { liveEndpoints } from './live/live-endpoints.js';
import { liveRoutes } from './live/live-routes.js';
import { imageEndpoints } from './media/image-endpoints.js';
import { videoEndpoints } from './media/video-endpoints.js';
import { authorize } from './oauth/authorize-page.js';
import { tokenEndpoints } from './oauth/token-endpoints.js';
import { orderEndpoints } from './order/order-endpoints.js';
import { promotionEndpoints } from './promotion/promotion-endpoints.js';
import { findTarget, Gateway, MARKETPLACE_HOSTS } from './protocol/gateway.js';
import { cancelEndpoints } from './reverse/cancel-endpoints.js';
import { returnEndpoints } from './reverse/return-endpoints.js';
import { sellerEndpoints } from './seller/seller-endpoints.js';
import { stockEndpoints } from './stock/stock-endpoints.js';
import { World } from './world/world.js';

export interface RunningLazada extends RunningServer {
  /** The same over HTTPS; undefined unless a port was configured. */
  readonly secureUrl: string | undefined;
}

/** A marketplace at one address: `/oauth/authorize`, `/rest/…`, `/{country}/rest/…` and `/_control/…`. */
export async function startLazadaSimulator(config: LazadaConfig): Promise<RunningLazada> {
  const tls =
    config.httpsPort === undefined
      ? undefined
      : selfSignedCertificate([...new Set(['localhost', '127.0.0.1', config.host, ...MARKETPLACE_HOSTS])]);
  let world = new World(config.settings);
  const gateway = new Gateway([
    ...tokenEndpoints,
    ...sellerEndpoints,
    ...categoryEndpoints,
    ...productEndpoints,
    ...imageEndpoints,
    ...videoEndpoints,
    ...promotionEndpoints,
    ...liveEndpoints,
    ...globalProductEndpoints,
    ...stockEndpoints,
    ...orderEndpoints,
    ...packEndpoints,
    ...packageEndpoints,
    ...ownDeliveryEndpoints,
    ...legacyEndpoints,
    ...cancelEndpoints,
    ...returnEndpoints,
    ...traceEndpoints,
    ...financeEndpoints,
  ]);
  const routes = [
    ...commonRoutes(
      () => world,
      (seed) => {
        world.stop();
        // Where pushes go is not part of the world: who resets it still wants to hear of the next one.
        const { url, retryMs, suspendAfter, types } = world.pushes.sender.target;
        world = new World({
          ...config.settings,
          seed: seed ?? config.settings.seed,
          pushUrl: url,
          pushRetryMs: retryMs,
          pushSuspendAfter: suspendAfter,
          pushTypes: types,
        });
      },
    ),
    ...lazadaRoutes(() => world),
    ...catalogRoutes(() => world),
    ...liveRoutes(() => world),
    {
      method: 'GET' as const,
      pattern: '/certificate',
      handle: () => ({ certificate: tls?.certificate ?? null }),
    },
  ];
  const answer = (request: RawRequest): Promise<RawResponse> | RawResponse => {
    const { pathname } = request.url;
    if (isControlPath(pathname)) return answerControl(routes, request);
    if (pathname === '/oauth/authorize') return authorize(world, request);
    const file = world.labels.answer(pathname) ?? world.images.answer(pathname);
    if (file) return file;
    const target = findTarget(pathname, request.headers.host);
    if (target) return gateway.answer(world, request, target);
    return json(404, { reason: 'There is /oauth/authorize, /rest/…, /{country}/rest/… and /_control/….' });
  };
  const server = await startHttpServer({ host: config.host, port: config.port }, answer);
  const secure = tls && (await startHttpServer({ host: config.host, port: config.httpsPort ?? 0, tls }, answer));
  return {
    url: server.url,
    secureUrl: secure?.url,
    stop: async () => {
      world.stop();
      await Promise.all([server.stop(), secure?.stop()]);
    },
  };
}
