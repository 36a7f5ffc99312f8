import { NotSupportedError } from '../port/errors.js';
import { currencyOfCountry, salesCountries, type SalesCountry, type ShopAccess } from '../port/types.js';

/** @throws NotSupportedError when we do not sell on Shopee there */
export function salesCountryOf({ country }: ShopAccess): SalesCountry {
  const known = country.toUpperCase();
  if (Object.hasOwn(currencyOfCountry, known)) return known as SalesCountry;
  throw new NotSupportedError(
    { cause: 'Shopee has no site in the shop’s country.', advice: `Use one of: ${salesCountries.join(', ')}.` },
    { marketplace: 'shopee', operation: 'adapter' },
  );
}
