import { Module } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Forwarder } from './forwarder.js';
import { proxyController } from './proxy.controller.js';
import { proxiedRoutes } from './routes.js';
import { TokenSigner } from './token-signer.js';
import { letUploadsPass } from './uploads.js';
import { Upstreams } from './upstreams.js';
import { UpstreamProblemsController } from './upstream-problems.controller.js';

@Module({
  controllers: [...proxiedRoutes.map(proxyController), UpstreamProblemsController],
  providers: [Upstreams, TokenSigner, Forwarder],
  exports: [Upstreams, TokenSigner],
})
export class ProxyModule {
  /** Modules are made before the door opens, so this comes before the door refuses what is not JSON. */
  constructor({ httpAdapter }: HttpAdapterHost) {
    httpAdapter.use(letUploadsPass(proxiedRoutes));
  }
}
