import { runSimulator } from '../control/run-simulator.js';
import { readConfig } from './config.js';
import { DEMO_SELLER_ID } from './seller/seller.js';
import { startLazadaSimulator } from './simulator.js';

await runSimulator({
  readConfig,
  start: startLazadaSimulator,
  greeting: ({ url, secureUrl }, { settings }) => [
    `Lazada simulator    ${url}`,
    ...(secureUrl ? [`  over HTTPS        ${secureUrl}   (certificate: /_control/certificate)`] : []),
    `  consent page      ${url}/oauth/authorize`,
    `  auth REST         ${url}/rest`,
    `  Thailand REST     ${url}/th/rest   (also sg, my, vn, ph, id)`,
    `  control door      ${url}/_control`,
    `  app key           ${settings.app.key}`,
    `  demo seller       ${DEMO_SELLER_ID}`,
    `  pushes go to      ${settings.pushUrl ?? 'nobody; set PUSH_URL'}`,
  ],
});
