import { readConfig, type LazadaConfig } from './config.js';
import { DEMO_SELLER_ID } from './seller/seller.js';
import { startLazadaSimulator } from './simulator.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function configOrExit(): LazadaConfig {
  try {
    return readConfig();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  }
}

const config = configOrExit();
const simulator = await startLazadaSimulator(config);
say(`Lazada simulator    ${simulator.url}`);
if (simulator.secureUrl) say(`  over HTTPS        ${simulator.secureUrl}   (certificate: /_control/certificate)`);
say(`  consent page      ${simulator.url}/oauth/authorize`);
say(`  auth REST         ${simulator.url}/rest`);
say(`  Thailand REST     ${simulator.url}/th/rest   (also sg, my, vn, ph, id)`);
say(`  control door      ${simulator.url}/_control`);
say(`  app key           ${config.settings.app.key}`);
say(`  demo seller       ${DEMO_SELLER_ID}`);
say(`  pushes go to      ${config.settings.pushUrl ?? 'nobody; set PUSH_URL'}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void simulator.stop().then(() => process.exit(0)));
