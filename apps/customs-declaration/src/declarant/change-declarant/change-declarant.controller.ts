import { Body, Controller, Headers, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Clock } from '@pinglu/kernel';
import {
  Caller,
  ChangesVersion,
  PreconditionFailedError,
  requireIfMatch,
  RequireScope,
  Transactions,
  visibleTo,
  type Principal,
} from '@pinglu/platform';
import { DeclarantDto, DeclarantResponse } from '../declarant.dto.js';
import { DeclarantOfOperatorError } from '../declarant.errors.js';
import { DeclarantRepository } from '../declarant.repository.js';

@ApiTags('declarant')
@Controller('api/v1/declarant')
export class ChangeDeclarantController {
  constructor(
    private readonly declarants: DeclarantRepository,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  @Put()
  @RequireScope('customs:write')
  @ChangesVersion()
  @ApiOperation({ summary: 'Sets the firms that declare for the merchant' })
  @ApiOkResponse({ type: DeclarantResponse })
  async change(
    @Body() settings: DeclarantDto,
    @Headers('if-match') ifMatch: string | undefined,
    @Caller() caller: Principal,
  ): Promise<DeclarantResponse> {
    const { merchantId } = caller;
    if (merchantId === null) throw new DeclarantOfOperatorError();
    return this.transactions.run(visibleTo(caller), async () => {
      const version = (await this.declarants.find(merchantId))?.version ?? 0;
      requireIfMatch(ifMatch, version);
      const saved = await this.declarants.save(merchantId, { settings, version }, this.clock.now());
      if (saved === null) throw new PreconditionFailedError();
      return new DeclarantResponse(settings, saved);
    });
  }
}
