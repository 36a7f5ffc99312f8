import { DEFAULT_SETTINGS } from '../config.js';
import type { ApiCall } from '../protocol/endpoint.js';
import { World } from '../world/world.js';
import { liveEndpoint, sessionOf } from './session-call.js';

describe('a call of a host', () => {
  let world: World;

  beforeEach(() => {
    world = new World(DEFAULT_SETTINGS, () => 'http://simulator');
  });
  afterEach(() => world.stop());

  const callFrom = (region: string): ApiCall => ({
    path: '/api/v2/livestream/get_item_count',
    params: { session_id: 1 },
    files: [],
    world,
    app: DEFAULT_SETTINGS.apps[1]!,
    shop: undefined,
    merchant: undefined,
    user: { userId: 5, name: 'host', region, shop: undefined },
  });
  const endpoint = liveEndpoint('get_item_count', 'GET', (live) => ({ items: sessionOf(live).bag.length }));

  it('is refused where there is no livestreaming, before anything else is looked at', () => {
    expect(() => endpoint.handle(callFrom('BR'))).toThrow('The API is not supported for current region');
    expect(() => endpoint.handle(callFrom('TW'))).toThrow('The session(session_id:1) is not exist');
  });
});
