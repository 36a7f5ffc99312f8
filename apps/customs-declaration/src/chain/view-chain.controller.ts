import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { DeclarationRepository } from '../declaration/declaration.repository.js';
import { chainSteps, type ChainStep } from './chain.js';

class ChainStepResponse implements ChainStep {
  @ApiProperty({ enum: ['declared', 'declaration_released'] })
  readonly step: ChainStep['step'];

  @ApiProperty({ format: 'date-time' })
  readonly at: string;

  @ApiProperty({ enum: ['customs-declaration'] })
  readonly service: 'customs-declaration';

  @ApiProperty()
  readonly summary: string;

  @ApiProperty({ enum: ['done', 'waiting', 'failed'] })
  readonly status: ChainStep['status'];

  @ApiProperty({ type: Object, nullable: true })
  readonly document: object | null;
}

class ChainResponse {
  @ApiProperty({ type: [ChainStepResponse] })
  readonly steps: readonly ChainStep[];
}

@ApiTags('chain')
@Controller('api/v1/chain')
export class ViewChainController {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get(':marketplace/:orderNumber')
  @RequireScope('orders:read')
  @ApiOperation({ summary: 'What this service knows of the life of an order' })
  @ApiOkResponse({ type: ChainResponse })
  async view(
    @Param('marketplace') marketplace: string,
    @Param('orderNumber') orderNumber: string,
    @Caller() caller: Principal,
  ): Promise<ChainResponse> {
    return this.transactions.run(visibleTo(caller), async () => {
      const declarations = await this.declarations.findByOrder(marketplace, orderNumber);
      const receipts = await this.declarations.receiptsOf(declarations.map(({ id }) => id));
      return { steps: declarations.flatMap((declaration) => chainSteps(declaration, receipts.get(declaration.id)!)) };
    });
  }
}
