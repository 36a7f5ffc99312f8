import { multiplyMoney, sumMoney, toDecimal, type Money } from '@pinglu/kernel';
import { currencyCodeOf, KILOGRAM, PIECE } from '../../code-list/codes.js';
import { legalUnitsOf } from '../../code-list/tariff.js';
import type { Declarant } from '../../declarant/declarant.js';
import type { Parcel } from '../parcel.js';
import type { Items } from './check-parcel.js';

/** One line as order and list both say it: made once, so that the two can never differ. */
export interface Goods {
  readonly gnum: string;
  readonly itemNo: string;
  /** In Chinese. */
  readonly name: string;
  readonly gcode: string;
  /** What the tariff asks to be told: brand type, export preference, then what is known of the thing. */
  readonly model: string;
  readonly barCode: string;
  readonly currency: string;
  readonly unit: string;
  readonly quantity: string;
  readonly unit1: string;
  readonly quantity1: string;
  readonly unit2: string | null;
  readonly quantity2: string | null;
  readonly price: string;
  readonly totalPrice: string;
}

export interface ParcelGoods {
  readonly goods: readonly Goods[];
  readonly goodsValue: string;
  readonly currency: string;
  /** Kilograms. */
  readonly netWeight: string;
  readonly grossWeight: string;
}

const LONGEST_MODEL = 250;
/** 无品牌, and no preference claimed: what a list may say without asking the merchant. */
const NO_BRAND = '0';
const NO_PREFERENCE = '0';
const NONE = '无';

/** The goods of a parcel that `checkParcel` found nothing wrong with. */
export function goodsOf(parcel: Parcel, items: Items, declarant: Declarant): ParcelGoods {
  const currency = parcel.lines[0]!.unitPrice.currency;
  const code = currencyCodeOf(currency)!;
  const totals: Money[] = [];
  let netGrams = 0;
  const goods = parcel.lines.map((line, index): Goods => {
    const item = items.get(line.sellerSku)!;
    const hsCode = item.hsCode!;
    const grams = item.weightGrams! * line.quantity;
    const total = multiplyMoney(line.unitPrice, line.quantity);
    netGrams += grams;
    totals.push(total);
    const { unit1, unit2 } = legalUnitsOf(hsCode);
    const inUnit = (unit: string): string => (unit === KILOGRAM ? kilograms(grams) : String(line.quantity));
    return {
      gnum: String(index + 1),
      itemNo: line.sellerSku,
      name: item.titleZh!.trim(),
      gcode: commodityCode(hsCode, declarant.statistics),
      model: modelOf([item.titleZh!.trim(), ...Object.values(item.options), line.sellerSku]),
      barCode: item.barcode ?? NONE,
      currency: code,
      unit: unit1 === KILOGRAM ? PIECE : unit1,
      quantity: String(line.quantity),
      unit1,
      quantity1: inUnit(unit1),
      unit2,
      quantity2: unit2 === null ? null : inUnit(unit2),
      price: toDecimal(line.unitPrice),
      totalPrice: toDecimal(total),
    };
  });
  return {
    goods,
    goodsValue: toDecimal(sumMoney(totals, currency)),
    currency: code,
    netWeight: kilograms(netGrams),
    grossWeight: kilograms(netGrams + declarant.packagingGrams),
  };
}

/** Ten characters. Under A the heading is enough and what follows is zeros; whether so, no source confirms. */
const commodityCode = (hsCode: string, statistics: 'A' | 'B'): string =>
  (statistics === 'A' ? hsCode.slice(0, 4) : hsCode).padEnd(10, '0');

/** Joined with bars; facts that no longer fit are left out from the end. */
function modelOf(facts: readonly string[]): string {
  let model = `${NO_BRAND}|${NO_PREFERENCE}`;
  for (const fact of facts) {
    const longer = `${model}|${fact.replaceAll('|', '/')}`;
    if ([...longer].length > LONGEST_MODEL) break;
    model = longer;
  }
  return model;
}

/** Exact: grams are whole, kilograms have three places. */
const kilograms = (grams: number): string => `${Math.floor(grams / 1000)}.${String(grams % 1000).padStart(3, '0')}`;
