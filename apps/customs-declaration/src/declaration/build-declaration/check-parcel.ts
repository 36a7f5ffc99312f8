import { currencyCodeOf, destinationOf } from '../../code-list/codes.js';
import { chapterExists } from '../../code-list/tariff.js';
import type { Declarant } from '../../declarant/declarant.js';
import type { Item } from '../../product/item.js';
import type { Parcel, ParcelLine } from '../parcel.js';
import type { Problem } from '../problem.js';
import { causes } from './causes.js';

const MOST_LINES = 100;
const LONGEST_SKU = 20;
const LONGEST_NAME = 250;
const LONGEST_TRACKING_NUMBER = 32;

/** By sellerSku. */
export type Items = ReadonlyMap<string, Item>;

/** Everything that customs would refuse the parcel for, as far as we can know; empty when it can be declared. */
export function checkParcel(parcel: Parcel, items: Items, declarant: Declarant | null): Problem[] {
  const currencies = new Set(parcel.lines.map(({ unitPrice }) => unitPrice.currency));
  const [currency] = currencies;
  return [
    ...(declarant ? [] : [causes.declarantMissing()]),
    ...(destinationOf(parcel.country) ? [] : [causes.destinationUnknown(parcel.country)]),
    ...([...parcel.trackingNumber].length > LONGEST_TRACKING_NUMBER ? [causes.trackingNumberTooLong()] : []),
    ...(parcel.lines.length > MOST_LINES ? [causes.tooManyLines()] : []),
    ...(currencies.size > 1 ? [causes.mixedCurrencies()] : []),
    ...(currency && currencyCodeOf(currency) === null ? [causes.currencyWithoutCode(currency)] : []),
    ...parcel.lines.flatMap((line) => checkLine(line, items.get(line.sellerSku), declarant?.statistics ?? 'A')),
  ];
}

function checkLine({ sellerSku, unitPrice }: ParcelLine, item: Item | undefined, statistics: 'A' | 'B'): Problem[] {
  const problems: Problem[] = [];
  if ([...sellerSku].length > LONGEST_SKU) problems.push(causes.skuTooLong(sellerSku));
  if (BigInt(unitPrice.amountMinor) <= 0n) problems.push(causes.priceNotPositive(sellerSku));
  if (!item) return [...problems, causes.productUnknown(sellerSku)];
  const { hsCode, titleZh, weightGrams } = item;
  if (hsCode === null) problems.push(causes.hsCodeMissing(sellerSku));
  else if (!chapterExists(hsCode)) problems.push(causes.hsCodeUnknown(sellerSku, hsCode));
  else if (statistics === 'B' && hsCode.length < 10) problems.push(causes.hsCodeTooShort(sellerSku, hsCode));
  if (titleZh === null || titleZh.trim() === '') problems.push(causes.chineseNameMissing(sellerSku));
  else if ([...titleZh].length > LONGEST_NAME) problems.push(causes.chineseNameTooLong(sellerSku));
  if (weightGrams === null || weightGrams <= 0) problems.push(causes.weightMissing(sellerSku));
  return problems;
}
