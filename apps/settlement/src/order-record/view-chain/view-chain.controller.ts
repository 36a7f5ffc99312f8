import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { toDecimal, type StatementId } from '@pinglu/kernel';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { StatementLineRepository } from '../../statement/statement-line.repository.js';
import type { StatementLine } from '../../statement/statement-line.js';
import { StatementLineResponse } from '../../statement/statement-line.response.js';
import { StatementRepository } from '../../statement/statement.repository.js';
import { snapshotOf, type Statement } from '../../statement/statement.js';
import { OrderRecordRepository } from '../order-record.repository.js';

class ChainStepResponse {
  @ApiProperty({ enum: ['statement_line'] })
  readonly step: 'statement_line';

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ example: 'settlement' })
  readonly service: string;

  @ApiProperty({ description: 'A sentence for people.' })
  readonly summary: string;

  @ApiProperty({ enum: ['done', 'waiting', 'failed'], description: 'done once the statement is closed.' })
  readonly status: 'done' | 'waiting' | 'failed';

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  readonly document: object | null;
}

export class ChainResponse {
  @ApiProperty({ type: [ChainStepResponse] })
  readonly steps: readonly ChainStepResponse[];
}

/** What this service knows of the life of one order. */
@ApiTags('chain')
@Controller('api/v1/chain/:marketplace/:orderNumber')
@RequireScope('orders:read')
export class ViewChainController {
  constructor(
    private readonly orders: OrderRecordRepository,
    private readonly lines: StatementLineRepository,
    private readonly statements: StatementRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Shows the statement lines of an order, as the steps of its life' })
  @ApiOkResponse({ type: ChainResponse })
  async view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<ChainResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const shopId = await this.orders.shopOf(marketplace, orderNumber);
      if (shopId === null) return { steps: [] };
      const byStatement = new Map<StatementId, StatementLine[]>();
      for (const line of await this.lines.ofOrder(shopId, orderNumber)) {
        byStatement.set(line.statementId, [...(byStatement.get(line.statementId) ?? []), line]);
      }
      const steps: ChainStepResponse[] = [];
      for (const [id, lines] of byStatement) {
        const statement = await this.statements.find(id);
        if (statement) steps.push(stepOf(statement, lines));
      }
      return { steps };
    });
  }
}

function stepOf(statement: Statement, lines: readonly StatementLine[]): ChainStepResponse {
  const { statementNumber, status, changedAt } = statement;
  const parts = lines.map(({ feeName, amount }) => `${feeName} ${toDecimal(amount)} ${amount.currency}`).join(', ');
  return {
    step: 'statement_line',
    at: changedAt.toISOString(),
    service: 'settlement',
    summary: `Statement ${statementNumber} (${status}) has for this order: ${parts}.`,
    status: status === 'closed' ? 'done' : 'waiting',
    document: { statement: snapshotOf(statement), lines: lines.map((line) => new StatementLineResponse(line)) },
  };
}
