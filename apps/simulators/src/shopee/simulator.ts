import { commonRoutes } from '../control/common-routes.js';
import { answerControl, isControlPath } from '../control/control-door.js';
import {
  json,
  startHttpServer,
  type RawRequest,
  type RawResponse,
  type RunningServer,
} from '../control/http-server.js';
import { answerPicture } from '../control/picture-host.js';
import type { ShopeeConfig } from './config.js';
import { shopeeRoutes } from './control-door/shopee-routes.js';
import { ENDPOINTS } from './endpoints.js';
import { financeRoutes } from './finance/finance-routes.js';
import { isReportPath } from './finance/report.js';
import { firstMileRoutes } from './first-mile/first-mile-routes.js';
import { livestreamRoutes } from './livestream/livestream-routes.js';
import { answerConsent, isConsentPath } from './oauth/consent-page.js';
import { Gateway } from './protocol/gateway.js';
import { World } from './world/world.js';

/** A marketplace at one address: the consent pages, `/api/v2/…`, pictures below `/file/…`, reports below `/income/…`, and `/_control/…`. */
export async function startShopeeSimulator(config: ShopeeConfig): Promise<RunningServer> {
  let url = '';
  const baseUrl = (): string => url;
  let world = new World(config.settings, baseUrl);
  const gateway = new Gateway(ENDPOINTS);
  const routes = [
    ...commonRoutes(
      () => world,
      (seed) => {
        world.stop();
        const before = world;
        world = new World({ ...config.settings, seed: seed ?? config.settings.seed }, baseUrl);
        // Where pushes go is not part of the world: who resets it still wants to hear of the next one.
        for (const [app, sender] of world.pushes.senders) {
          const { callbackUrl, speed } = before.pushes.senders.get(app)!.config;
          Object.assign(sender.config, { callbackUrl, speed });
        }
      },
    ),
    ...shopeeRoutes(() => world),
    ...financeRoutes(() => world),
    ...livestreamRoutes(() => world),
    ...firstMileRoutes(() => world),
  ];
  const answer = (request: RawRequest): Promise<RawResponse> | RawResponse => {
    const { pathname } = request.url;
    if (isControlPath(pathname)) return answerControl(routes, request);
    if (isConsentPath(pathname)) return answerConsent(world, request);
    if (pathname.startsWith('/api/v2/')) return gateway.answer(world, request);
    if (pathname.startsWith('/file/')) return picture(world, pathname.slice('/file/'.length));
    if (isReportPath(pathname)) return incomeFile(world, pathname);
    const sellersPicture = answerPicture(pathname);
    if (sellersPicture) return sellersPicture;
    return json(404, { reason: 'There is /auth, /cancel_auth, /api/v2/…, /file/…, /income/… and /_control/….' });
  };
  const server = await startHttpServer(config, answer);
  url = server.url;
  return {
    url,
    stop: async () => {
      world.stop();
      await server.stop();
    },
  };
}

function picture(world: World, imageId: string): RawResponse {
  const image = world.media.image(imageId);
  if (!image) return json(404, { reason: 'There is no such picture.' });
  return { status: 200, headers: { 'content-type': image.type }, body: image.bytes };
}

function incomeFile(world: World, pathname: string): RawResponse {
  const report = world.finance.reports.download(pathname);
  if (!report) return json(404, { reason: 'There is no such report, or it is still being made.' });
  const disposition = `attachment; filename="${report.fileName}"`;
  return {
    status: 200,
    headers: { 'content-type': report.contentType, 'content-disposition': disposition },
    body: report.bytes,
  };
}
