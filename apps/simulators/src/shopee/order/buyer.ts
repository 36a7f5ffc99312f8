import type { Random } from '../../control/random.js';
import type { Buyer } from './order.js';

interface Place {
  readonly names: readonly string[];
  readonly prefix: string;
  readonly street: string;
  readonly town: string;
  readonly district: string;
  readonly city: string;
  readonly state: string;
  readonly zipCode: string;
}

const place = (rest: Partial<Place> & Pick<Place, 'names' | 'prefix' | 'street' | 'zipCode'>): Place => ({
  town: '',
  district: '',
  city: '',
  state: '',
  ...rest,
});

const PLACES: Readonly<Record<string, Place>> = {
  SG: place({
    names: ['Tan Wei Ling', 'Lim Jun Hao', 'Priya Nair'],
    prefix: '659',
    street: 'Clementi Avenue',
    zipCode: '120352',
  }),
  MY: place({
    names: ['Nurul Aisyah', 'Lee Chong Ming', 'Ahmad Faiz'],
    prefix: '6012',
    street: 'Jalan Ampang',
    city: 'Kuala Lumpur',
    state: 'WP Kuala Lumpur',
    zipCode: '50450',
  }),
  TH: place({
    names: ['Somchai Saetang', 'Malee Srisuk', 'Anan Boonmee'],
    prefix: '668',
    street: 'Sukhumvit Road',
    district: 'Khlong Toei',
    city: 'Khlong Toei',
    state: 'Bangkok',
    zipCode: '10110',
  }),
  VN: place({
    names: ['Nguyen Thi Lan', 'Tran Van Minh', 'Le Thu Ha'],
    prefix: '849',
    street: 'Nguyen Trai',
    town: 'Ben Thanh',
    district: 'Quan 1',
    city: 'Quan 1',
    state: 'TP. Ho Chi Minh',
    zipCode: '700000',
  }),
  PH: place({
    names: ['Maria Santos', 'Jose Reyes', 'Ana Cruz'],
    prefix: '639',
    street: 'Taft Avenue',
    town: 'Malate',
    city: 'Manila',
    state: 'Metro Manila',
    zipCode: '1004',
  }),
  ID: place({
    names: ['Siti Rahayu', 'Budi Santoso', 'Dewi Lestari'],
    prefix: '628',
    street: 'Jalan Sudirman',
    district: 'Tanah Abang',
    city: 'Jakarta Pusat',
    state: 'DKI Jakarta',
    zipCode: '10220',
  }),
};

export function randomBuyer(random: Random, region: string): Buyer {
  const { names, prefix, street, ...rest } = PLACES[region] ?? PLACES['SG']!;
  const pick = (count: number): number => Math.floor(random() * count);
  const userId = 9_000_000 + pick(90_000_000);
  return {
    userId,
    username: `buyer_${userId.toString(36)}`,
    name: names[pick(names.length)]!,
    phone: prefix + String(pick(10_000_000)).padStart(7, '0'),
    street: `${1 + pick(200)} ${street}`,
    ...rest,
  };
}

export const fullAddress = (buyer: Buyer): string =>
  [buyer.street, buyer.town, buyer.district, buyer.city, buyer.state, buyer.zipCode]
    .filter((one) => one !== '')
    .join(', ');

/** `P******n`: the ends of a name stay. */
const starName = (text: string): string => (text.length < 2 ? '****' : `${text[0]}******${text.at(-1)}`);
/** `******64`: the last two stay. */
const starEnd = (text: string): string => `******${text.slice(-2)}`;

/** The address of a parcel as an app sees it. */
export function recipientAddress(buyer: Buyer, region: string, isMasked: boolean) {
  const plain = {
    name: buyer.name,
    phone: buyer.phone,
    town: buyer.town,
    district: buyer.district,
    city: buyer.city,
    state: buyer.state,
    region,
    zipcode: buyer.zipCode,
    full_address: fullAddress(buyer),
  };
  if (!isMasked) return plain;
  return {
    ...plain,
    name: starName(buyer.name),
    phone: starEnd(buyer.phone),
    town: '',
    district: '',
    city: '',
    state: '',
    zipcode: '******',
    full_address: starEnd(plain.full_address),
  };
}
