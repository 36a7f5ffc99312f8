import { readConfig, type ShopeeConfig } from './config.js';
import { DEMO_SHOP_ID } from './shop/shop.js';
import { startShopeeSimulator } from './simulator.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function configOrExit(): ShopeeConfig {
  try {
    return readConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const config = configOrExit();
const simulator = await startShopeeSimulator(config);
say(`Shopee simulator    ${simulator.url}`);
say(`  consent page      ${simulator.url}/auth   (and the signed ${simulator.url}/api/v2/shop/auth_partner)`);
say(`  REST              ${simulator.url}/api/v2`);
say(`  control door      ${simulator.url}/_control`);
for (const app of config.settings.apps) say(`  ${app.kind.padEnd(16)}  partner ${app.partnerId}`);
say(`  demo shop         ${DEMO_SHOP_ID}`);
say(`  pushes go to      ${config.settings.pushUrl ?? 'nobody; set PUSH_URL'}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
