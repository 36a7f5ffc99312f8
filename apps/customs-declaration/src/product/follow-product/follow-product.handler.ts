import { Injectable } from '@nestjs/common';
import type { ProductEvent } from '@pinglu/contracts';
import { parseMerchantId } from '@pinglu/kernel';
import { Redraft } from '../../declaration/correct-declaration/redraft.js';
import { DeclarationRepository } from '../../declaration/declaration.repository.js';
import { ItemRepository } from '../item.repository.js';

/** Takes over what a declaration needs of a product; and goes on with parcels that waited for the catalog to know it. */
@Injectable()
export class FollowProductHandler {
  constructor(
    private readonly items: ItemRepository,
    private readonly declarations: DeclarationRepository,
    private readonly redraft: Redraft,
  ) {}

  async handle(event: ProductEvent): Promise<void> {
    await this.items.saveProduct(event.data);
    // Events of different topics overtake one another: a parcel may have been packed before its product was seen here.
    const skus = event.data.skus.map(({ sellerSku }) => sellerSku);
    const waiting = await this.declarations.findWaitingFor(parseMerchantId(event.data.merchantId), skus);
    for (const declaration of waiting) await this.redraft.apply(declaration, event);
  }
}
