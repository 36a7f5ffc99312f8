import { minorOf, toDecimal, type Currency, type Money } from '@pinglu/kernel';

/** Prices there are whole: nobody pays in sen, and dong have no parts. */
const wholeCurrencies: readonly Currency[] = ['VND', 'IDR'];

/** As Lazada writes it: `39.90` in THB, `199000` in VND and IDR. Digits are cut off only when they are zeros. */
export function toPriceText(price: Money): string {
  const text = toDecimal(price);
  return wholeCurrencies.includes(price.currency) ? text.replace(/\.0+$/, '') : text;
}

/** Whether buyers can be asked for it: more than nothing, and whole where there is no smaller coin. */
export function isPrice(price: Money): boolean {
  const whole = !toPriceText(price).includes('.');
  return minorOf(price) > 0n && (whole || !wholeCurrencies.includes(price.currency));
}
