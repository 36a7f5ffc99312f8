import { Module } from '@nestjs/common';
import { Forwarder } from './forwarder.js';
import { proxyController } from './proxy.controller.js';
import { proxiedRoutes } from './routes.js';
import { TokenSigner } from './token-signer.js';
import { Upstreams } from './upstreams.js';
import { UpstreamProblemsController } from './upstream-problems.controller.js';

@Module({
  controllers: [...proxiedRoutes.map(proxyController), UpstreamProblemsController],
  providers: [Upstreams, TokenSigner, Forwarder],
  exports: [Upstreams, TokenSigner],
})
export class ProxyModule {}
