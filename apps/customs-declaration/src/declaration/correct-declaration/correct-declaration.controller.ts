import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { parseDeclarationId } from '@pinglu/kernel';
import { Caller, Idempotent, RequireScope, Transactions, visibleTo, type Principal } from '@pinglu/platform';
import { ShopRepository } from '../../shop/shop.repository.js';
import { DeclarationNotFoundError, DeclarationNotRefusedError } from '../declaration.errors.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { DeclarationResponse } from '../declaration.response.js';
import { Redraft } from './redraft.js';

@ApiTags('declarations')
@Controller('api/v1/declarations')
export class CorrectDeclarationController {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly shops: ShopRepository,
    private readonly redraft: Redraft,
    private readonly transactions: Transactions,
  ) {}

  /** To be called once the product or the declarant was corrected. Answers what is still in the way, if anything is. */
  @Post(':declarationId/resubmit')
  @HttpCode(200)
  @RequireScope('customs:write')
  @Idempotent()
  @ApiOperation({ summary: 'Makes the documents of a refused declaration anew and sends them' })
  @ApiOkResponse({ type: DeclarationResponse })
  async resubmit(@Param('declarationId') text: string, @Caller() caller: Principal): Promise<DeclarationResponse> {
    const id = parseDeclarationId(text);
    return this.transactions.run(visibleTo(caller), async () => {
      const before = await this.declarations.findForChange(id);
      if (!before) throw new DeclarationNotFoundError(id);
      if (before.status !== 'refused') throw new DeclarationNotRefusedError(id, before.status);
      const declaration = await this.redraft.apply(before);
      const receipts = (await this.declarations.receiptsOf([id])).get(id)!;
      const shopName = (await this.shops.namesOf([declaration.shopId])).get(declaration.shopId) ?? null;
      return new DeclarationResponse(declaration, { receipts, shopName });
    });
  }
}
