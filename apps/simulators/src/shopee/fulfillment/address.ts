import type { JsonObject } from '../protocol/json.js';
import type { Shop } from '../shop/shop.js';

export interface Address {
  readonly addressId: number;
  readonly street: string;
  readonly zipCode: string;
  readonly types: readonly ('DEFAULT_ADDRESS' | 'PICK_UP_ADDRESS' | 'RETURN_ADDRESS')[];
}

const ZIP_CODES: Readonly<Record<string, string>> = {
  SG: '500003',
  MY: '50450',
  TH: '10110',
  VN: '700000',
  PH: '1004',
  ID: '14450',
};

/** Where the carrier fetches the goods of a shop, and where returns go. */
export function addressesOf(shop: Shop): Address[] {
  const first = (shop.shopId % 1_000_000) * 10;
  const zipCode = ZIP_CODES[shop.region] ?? '';
  return [
    { addressId: first + 1, street: '1 Test Road', zipCode, types: ['DEFAULT_ADDRESS', 'PICK_UP_ADDRESS'] },
    { addressId: first + 2, street: '2 Return Road', zipCode, types: ['RETURN_ADDRESS'] },
  ];
}

export const pickupAddressesOf = (shop: Shop): Address[] =>
  addressesOf(shop).filter((one) => one.types.includes('PICK_UP_ADDRESS'));

export const addressAnswer = (one: Address, shop: Shop): JsonObject => ({
  address_id: one.addressId,
  region: shop.region,
  state: '',
  city: '',
  district: '',
  town: '',
  address: one.street,
  zipcode: one.zipCode,
});

const DAY_SECONDS = 86_400;
const TIMES = ['09:00–12:00', '14:00–17:00'] as const;

export interface TimeSlot {
  /** Seconds. */
  readonly date: number;
  readonly text: string;
  readonly pickupTimeId: string;
}

/** When a carrier comes: twice a day on the three days that follow. */
export function timeSlotsAt(nowMs: number): TimeSlot[] {
  const today = Math.floor(nowMs / 1000 / DAY_SECONDS) * DAY_SECONDS;
  return [1, 2, 3].flatMap((day) =>
    TIMES.map((text, index) => {
      const date = today + day * DAY_SECONDS;
      return { date, text, pickupTimeId: `${date}_${index + 1}` };
    }),
  );
}
