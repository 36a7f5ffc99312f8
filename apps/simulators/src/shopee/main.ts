import { runSimulator } from '../control/run-simulator.js';
import { readConfig } from './config.js';
import { DEMO_SHOP_ID } from './shop/shop.js';
import { startShopeeSimulator } from './simulator.js';

await runSimulator({
  readConfig,
  start: startShopeeSimulator,
  greeting: ({ url }, { settings }) => [
    `Shopee simulator    ${url}`,
    `  consent page      ${url}/auth   (and the signed ${url}/api/v2/shop/auth_partner)`,
    `  REST              ${url}/api/v2`,
    `  control door      ${url}/_control`,
    ...settings.apps.map((app) => `  ${app.kind.padEnd(16)}  partner ${app.partnerId}`),
    `  demo shop         ${DEMO_SHOP_ID}`,
    `  pushes go to      ${settings.pushUrl ?? 'nobody; set PUSH_URL'}`,
  ],
});
