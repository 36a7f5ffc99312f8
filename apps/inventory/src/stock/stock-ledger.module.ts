import { Module } from '@nestjs/common';
import { StockRepository } from './stock.repository.js';

/** The ledger alone, for those who must lock it without knowing what else is done with stock. */
@Module({ providers: [StockRepository], exports: [StockRepository] })
export class StockLedgerModule {}
