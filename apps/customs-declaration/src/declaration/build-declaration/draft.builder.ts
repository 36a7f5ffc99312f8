import { parseMerchantId, parseProductId } from '@pinglu/kernel';
import { demoDeclarant, type Declarant } from '../../declarant/declarant.js';
import type { Item } from '../../product/item.js';
import type { AppType, DocumentKind } from '../document.js';
import type { Parcel, ParcelLine } from '../parcel.js';
import type { Draft } from './build-declaration.js';
import type { Guids } from './document-facts.js';

const guids = (digit: string): Guids => ({
  message: `0192F0C4-8701-7A04-9A6D-00000000000${digit}`,
  document: `0192F0C4-8701-7A04-9A6D-10000000000${digit}`,
});

/** For specs: everything a declaration is made from, with values that are in order. */
export class DraftBuilder {
  private parcel: Parcel = {
    marketplace: 'lazada',
    orderNumber: '987654321012345',
    parcelNumber: 1,
    trackingNumber: 'LXTH0001234567',
    country: 'TH',
    lines: [
      { lineId: '1', sellerSku: 'TS-BLK-M', quantity: 3, unitPrice: { amountMinor: '19933', currency: 'THB' } },
      { lineId: '2', sellerSku: 'QZ-CUP', quantity: 1, unitPrice: { amountMinor: '45000', currency: 'THB' } },
    ],
  };
  private items: Item[] = [
    this.item('TS-BLK-M', {
      hsCode: '6109100010',
      titleZh: '棉制针织T恤衫 <男>',
      options: { Size: 'M' },
      weightGrams: 185,
    }),
    this.item('QZ-CUP', { hsCode: '691200', titleZh: '坭兴陶茶杯', barcode: '6901234567892', weightGrams: 1_320 }),
  ];
  private declarant: Declarant | null = demoDeclarant;
  private appTypes: Record<DocumentKind, AppType> = { order: '1', waybill: '1', list: '1' };

  withParcel(parcel: Partial<Parcel>): this {
    this.parcel = { ...this.parcel, ...parcel };
    return this;
  }

  withFirstLine(line: Partial<ParcelLine>): this {
    const [first, ...rest] = this.parcel.lines;
    return this.withParcel({ lines: [{ ...first!, ...line }, ...rest] });
  }

  withFirstItem(item: Partial<Item>): this {
    const [first, ...rest] = this.items;
    this.items = [{ ...first!, ...item }, ...rest];
    return this;
  }

  withoutFirstItem(): this {
    this.items = this.items.slice(1);
    return this;
  }

  withDeclarant(declarant: Partial<Declarant> | null): this {
    this.declarant = declarant && { ...demoDeclarant, ...declarant };
    return this;
  }

  withAppTypes(appTypes: Partial<Record<DocumentKind, AppType>>): this {
    this.appTypes = { ...this.appTypes, ...appTypes };
    return this;
  }

  build(): Draft {
    return {
      parcel: this.parcel,
      items: new Map(this.items.map((item) => [item.sellerSku, item])),
      declarant: this.declarant,
      listNo: 'PL1ABCDEFGHIJKLMNOPQRSTUVW',
      guids: { order: guids('1'), waybill: guids('2'), list: guids('3') },
      appTypes: this.appTypes,
      now: new Date('2026-11-04T16:41:30.000Z'),
    };
  }

  private item(sellerSku: string, facts: Partial<Item>): Item {
    return {
      merchantId: parseMerchantId('0192f0c4-7a10-7c3e-8b1f-5d2a9e604c11'),
      productId: parseProductId('0192f0c4-8201-7a04-9a6d-31c8e2b7a913'),
      sellerSku,
      title: 'An item',
      titleZh: '商品',
      countryOfOrigin: 'CN',
      hsCode: '6109100010',
      weightGrams: 100,
      barcode: null,
      options: {},
      version: 1,
      ...facts,
    };
  }
}
