import { Module } from '@nestjs/common';
import { OrderModule } from '../order/order.module.js';
import { FetchOrdersHandler } from './fetch-orders/fetch-orders.handler.js';
import { FetchOrdersJob } from './fetch-orders/fetch-orders.job.js';
import { ForgetRawOrdersJob } from './forget-raw-orders/forget-raw-orders.job.js';
import { PullOrdersHandler } from './pull-orders/pull-orders.handler.js';
import { PullOrdersJob } from './pull-orders/pull-orders.job.js';
import { ReceivePushConsumer } from './receive-push/receive-push.consumer.js';
import { ViewPullsController } from './view-pulls/view-pulls.controller.js';

@Module({
  imports: [OrderModule],
  controllers: [ReceivePushConsumer, ViewPullsController],
  providers: [FetchOrdersHandler, FetchOrdersJob, PullOrdersHandler, PullOrdersJob, ForgetRawOrdersJob],
  exports: [FetchOrdersJob, PullOrdersJob],
})
export class RawOrderModule {}
