import { Module } from '@nestjs/common';
import { Forwarder } from './forwarder.js';
import { OperationsController } from './operations.controller.js';
import { TokenSigner } from './token-signer.js';
import { Upstreams } from './upstreams.js';
import { UpstreamProblemsController } from './upstream-problems.controller.js';
import { WarehousesController } from './warehouses.controller.js';

@Module({
  controllers: [WarehousesController, OperationsController, UpstreamProblemsController],
  providers: [Upstreams, TokenSigner, Forwarder],
  exports: [Upstreams],
})
export class ProxyModule {}
