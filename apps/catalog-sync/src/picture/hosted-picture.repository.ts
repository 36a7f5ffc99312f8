import { Injectable } from '@nestjs/common';
import type { MerchantId, ShopId } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';

export interface HostedPicture {
  readonly sourceUrl: string;
  /** What a draft lists it by. */
  readonly reference: string;
}

@Injectable()
export class HostedPictureRepository {
  /** By the address that the seller gave. */
  async find(shopId: ShopId, sourceUrls: readonly string[]): Promise<Map<string, string>> {
    const rows = await currentTransaction().query<HostedPicture>(
      `select source_url as "sourceUrl", reference from hosted_picture where shop_id = $1 and source_url = any ($2)`,
      [shopId, sourceUrls],
    );
    return new Map(rows.map(({ sourceUrl, reference }) => [sourceUrl, reference]));
  }

  /** One that another process brought there meanwhile stays: both are good. */
  async add(shop: { shopId: ShopId; merchantId: MerchantId }, pictures: readonly HostedPicture[]): Promise<void> {
    await currentTransaction().query(
      `insert into hosted_picture (merchant_id, shop_id, source_url, reference)
       select $1, $2, * from unnest($3::text[], $4::text[]) on conflict do nothing`,
      [
        shop.merchantId,
        shop.shopId,
        pictures.map(({ sourceUrl }) => sourceUrl),
        pictures.map(({ reference }) => reference),
      ],
    );
  }
}
