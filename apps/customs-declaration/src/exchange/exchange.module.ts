import { Module } from '@nestjs/common';
import { CustomsExchange } from './customs-exchange.js';
import { HttpExchange } from './http-exchange.js';

@Module({ providers: [{ provide: CustomsExchange, useClass: HttpExchange }], exports: [CustomsExchange] })
export class ExchangeModule {}
