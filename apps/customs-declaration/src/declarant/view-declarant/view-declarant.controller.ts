import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Caller, RequireScope, Transactions, Versioned, visibleTo, type Principal } from '@pinglu/platform';
import { DeclarantResponse } from '../declarant.dto.js';
import { DeclarantNotFoundError, DeclarantOfOperatorError } from '../declarant.errors.js';
import { DeclarantRepository } from '../declarant.repository.js';

@ApiTags('declarant')
@Controller('api/v1/declarant')
export class ViewDeclarantController {
  constructor(
    private readonly declarants: DeclarantRepository,
    private readonly transactions: Transactions,
  ) {}

  @Get()
  @RequireScope('customs:read')
  @Versioned()
  @ApiOperation({ summary: 'Shows the firms that declare for the merchant' })
  @ApiOkResponse({ type: DeclarantResponse })
  async view(@Caller() caller: Principal): Promise<DeclarantResponse> {
    const { merchantId } = caller;
    if (merchantId === null) throw new DeclarantOfOperatorError();
    const found = await this.transactions.run(visibleTo(caller), () => this.declarants.find(merchantId));
    if (!found) throw new DeclarantNotFoundError();
    return new DeclarantResponse(found.settings, found.version);
  }
}
