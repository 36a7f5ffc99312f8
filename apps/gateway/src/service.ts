import type { ServiceDefinition } from '@pinglu/platform';
import { apiKeyProblems } from './api-key/api-key.problems.js';
import { AppModule } from './app.module.js';
import type { GatewayConfig } from './config.js';
import { gatewayDatabase } from './data-source.js';
import { merchantProblems } from './merchant/merchant.problems.js';
import { demoProblems } from './demo/demo.problems.js';
import { pushProblems } from './push/push.problems.js';
import { shopProblems } from './shop/shop.problems.js';

export const gatewayService = (config: GatewayConfig): ServiceDefinition<GatewayConfig> => ({
  name: 'gateway',
  title: 'Pinglu',
  description: 'Runs the shops of merchants on Lazada, Shopee and TikTok Shop.',
  version: '0.1.0',
  config,
  module: AppModule,
  database: gatewayDatabase,
  problems: [...merchantProblems, ...apiKeyProblems, ...shopProblems, ...pushProblems, ...demoProblems],
  callLimit: { capacity: config.CALLS_AT_ONCE, perSecond: config.CALLS_PER_SECOND },
  // Twenty mistakes at once, then one every two seconds: plenty for a person, useless for guessing.
  failureLimit: { capacity: 20, perSecond: 0.5 },
});
