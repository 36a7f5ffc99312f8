import { InvalidRequestError } from '../port/errors.js';
import type { ShippingOptions } from '../port/fulfillment.types.js';
import type { WireObject } from '../wire/wire-object.js';
import { nameOf } from './errors.js';

/** With the package only of an order that has several: else Shopee refuses it. */
export const toShippingParameterRequest = (orderNumber: string, packageId?: string): Record<string, unknown> => ({
  order_sn: orderNumber,
  ...(packageId !== undefined && { package_number: packageId }),
});

/** How Shopee says that the order was split, and the package is to be named. The first spelling is its own. */
export const isPackageWanted = (error: unknown): boolean =>
  error instanceof InvalidRequestError && /need_(pacakge|package)_number$/.test(nameOf(error.upstreamCode));

/**
 * How the parcel can be handed over, the best first: picked up at a time Shopee recommends, at another time, brought to the
 * carrier. A way that wants something only a person knows (a branch, a name, a number of the carrier) is left out.
 */
export function fromShippingParameterResponse(data: WireObject): ShippingOptions {
  const needed = data.object('info_needed');
  const carriers: { readonly code: string; readonly name: string; readonly rank: number }[] = [];
  if (needed.fields['pickup'] !== undefined) {
    for (const address of data.objectOrNull('pickup')?.objects('address_list') ?? []) {
      const slots = address.objects('time_slot_list');
      const addressId = address.id('address_id');
      if (slots.length === 0) carriers.push({ code: `pickup:${addressId}`, name: 'Pickup', rank: 1 });
      for (const slot of slots) {
        const recommended = slot.texts('flags').includes('recommended');
        const name = `Pickup ${slot.text('time_text')}`.trim();
        carriers.push({ code: `pickup:${addressId}:${slot.id('pickup_time_id')}`, name, rank: recommended ? 0 : 1 });
      }
    }
  }
  if (needed.fields['dropoff'] !== undefined && needed.texts('dropoff').length === 0) {
    carriers.push({ code: 'dropoff', name: 'Drop-off', rank: 2 });
  }
  if (needed.fields['non_integrated'] !== undefined && needed.texts('non_integrated').length === 0) {
    carriers.push({ code: 'non_integrated', name: 'Own carrier', rank: 3 });
  }
  carriers.sort((a, b) => a.rank - b.rank);
  return { allocation: 'seller', carriers: carriers.map(({ code, name }) => ({ code, name })) };
}
