import { CallReport } from '../../control/call-report.js';
import { StockTruth } from '../../control/stock-truth.js';
import { ItemStore } from '../catalog/item-store.js';
import type { Item, ItemText } from '../catalog/item.js';
import { newModel } from '../catalog/save-item.js';
import { shownStock } from './shown-stock.js';
import { StockLedger } from './stock-ledger.js';
import { totalOf } from './stock.js';

const SHOP = 7;
const NOW = 1000;
const TEXT: ItemText = {
  name: 'Brass lamp',
  description: '',
  descriptionType: 'normal',
  descriptionInfo: undefined,
  categoryId: 100_182,
  sku: 'LAMP',
  gtin: '',
  attributes: [],
  imageIds: ['image-1'],
  imageRatio: '1:1',
  weightGrams: 400,
  dimension: undefined,
  channels: [],
  preOrder: { is_pre_order: false, days_to_ship: 2 },
  condition: 'NEW',
  brand: { id: 0, name: 'NoBrand' },
  wholesales: [],
  videoUploadIds: [],
  itemDangerous: 0,
  scheduledPublishSeconds: undefined,
};

const shelf = () => {
  const items = new ItemStore({ items: 0, models: 0 }, () => NOW);
  const truth = new StockTruth(new CallReport(), shownStock);
  const ledger = new StockLedger(items, truth, () => NOW);
  const item: Item = {
    itemId: items.newItemId(),
    shopId: SHOP,
    region: 'SG',
    text: TEXT,
    status: 'NORMAL',
    createdMs: 0,
    updatedMs: 0,
    deletedMs: undefined,
    tiers: [],
    models: [],
    sold: 0,
    views: 0,
    likes: 0,
  };
  item.models.push(
    newModel(item, { modelId: 0, tierIndex: [], sku: '', price: 1500, locations: [{ locationId: '', stock: 5 }] }),
  );
  items.add(item);
  truth.published(item.models[0]!);
  const left = (): number => totalOf(item.models[0]!.stock);
  return { items, truth, ledger, item, left };
};

describe('what orders do to stock', () => {
  it('takes no more than buyers see, and counts who came too late', () => {
    const { ledger, truth, item, left } = shelf();
    expect([ledger.reserve(SHOP, item.itemId, 0, 3), ledger.reserve(SHOP, item.itemId, 0, 3)]).toEqual([true, false]);
    expect([left(), item.sold, truth.soldOut]).toEqual([2, 3, 1]);
    ledger.release(SHOP, item.itemId, 0, 3);
    expect([left(), item.sold]).toEqual([5, 0]);
  });

  it('finds what is on sale by the code of the model or, without one, of the item', () => {
    const { items, ledger, item } = shelf();
    expect(ledger.findBySellerSku(SHOP, 'LAMP')).toMatchObject({
      itemId: item.itemId,
      modelId: 0,
      price: 1500,
      buyable: 5,
    });
    item.models[0]!.sku = 'LAMP-1';
    items.changed(item);
    expect([ledger.findBySellerSku(SHOP, 'LAMP'), ledger.findBySellerSku(SHOP, 'LAMP-1')?.itemId]).toEqual([
      undefined,
      item.itemId,
    ]);
    expect(ledger.findBySellerSku(8, 'LAMP-1')).toBeUndefined();
  });

  it.each(['UNLIST', 'BANNED', 'REVIEWING', 'SELLER_DELETE'] as const)('sells nothing that is %s', (status) => {
    const { ledger, item } = shelf();
    item.status = status;
    expect([ledger.findBySellerSku(SHOP, 'LAMP'), ledger.reserve(SHOP, item.itemId, 0, 1)]).toEqual([undefined, false]);
  });

  it('counts units that were sold and did not exist, as when stale stock was written', () => {
    const { ledger, truth, item } = shelf();
    ledger.reserve(SHOP, item.itemId, 0, 5);
    expect(truth.oversold()).toEqual([]);
    const [model] = item.models;
    model!.stock = { ...model!.stock, locations: [{ locationId: '', stock: 2 }] };
    truth.written(model!);
    ledger.reserve(SHOP, item.itemId, 0, 2);
    expect(truth.oversold()).toEqual([
      { shop: '7', sellerSku: 'LAMP', basis: 'first-published', existed: 5, sold: 7, oversold: 2 },
    ]);
  });
});
