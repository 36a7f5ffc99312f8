import { setTimeout as delay } from 'node:timers/promises';
import { answerControl, isControlPath } from '../control/control-door.js';
import { commonRoutes } from '../control/common-routes.js';
import {
  json,
  startHttpServer,
  type RawRequest,
  type RawResponse,
  type RunningServer,
} from '../control/http-server.js';
import type { CustomsGatewayConfig } from './config.js';
import { worldRoutes } from './control/world-routes.js';
import { answerExchange } from './exchange/answer-exchange.js';
import { World } from './world/world.js';

/** Starts a customs gateway with a world of its own. */
export async function startCustomsGateway(config: CustomsGatewayConfig): Promise<RunningServer> {
  let world = new World(config.stepMs);
  const routes = [
    ...commonRoutes(
      () => world,
      () => {
        world = new World(config.stepMs);
      },
    ),
    ...worldRoutes(() => world),
  ];
  const answer = async (request: RawRequest): Promise<RawResponse> => {
    world.settle();
    if (isControlPath(request.url.pathname)) return answerControl(routes, request);
    const response = await answerWithFaults(world, request);
    world.calls.count(`${request.method} ${routeOf(request.url.pathname)}`, outcomeOf(response));
    return response;
  };
  return startHttpServer(config, answer);
}

async function answerWithFaults(world: World, request: RawRequest): Promise<RawResponse> {
  const { pathname } = request.url;
  const latency = world.faults.strike('latency', pathname);
  if (latency) await delay(Number(latency.extra.ms ?? 1_000));
  if (world.faults.strike('throttle', pathname)) {
    return { ...json(429, { reason: 'Too many messages.' }), headers: { 'retry-after': '1' } };
  }
  if (world.faults.strike('error-before-commit', pathname)) return json(503, { reason: 'The exchange is down.' });
  const response = answerExchange(world, request);
  const late = world.faults.strike('late-answer', pathname);
  if (late) await delay(Number(late.extra.ms ?? 1_000));
  // The message has been taken in, and its sender never learns of it.
  return world.faults.strike('error-after-commit', pathname) ? { ...response, hangUp: true } : response;
}

const outcomeOf = ({ status, hangUp }: RawResponse): string => (hangUp ? 'hung up' : String(status));
const routeOf = (path: string): string => path.split('/').slice(0, 3).join('/');
