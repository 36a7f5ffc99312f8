import type { Explanation } from '../port/errors.js';

/** What a code means to us. `unavailable` may have been done all the same unless `nothingDone` says otherwise. */
export interface CodeMeaning extends Explanation {
  readonly kind:
    | 'rate_limited'
    | 'switched_off'
    | 'unavailable'
    | 'auth_expired'
    | 'permission_denied'
    | 'not_supported'
    | 'invalid'
    | 'not_found'
    | 'conflict';
  readonly nothingDone?: boolean;
}

/** The same number means different things in different parts of Lazada's interface. */
export type CodeFamily = 'general' | 'product' | 'order' | 'fulfillment' | 'finance';

type Row = readonly [codes: string, kind: CodeMeaning['kind'], cause: string, advice: string];

const again = 'Try again later.';
const reconnect = 'Refresh the token; if that is refused, the seller must connect the shop again.';
const fixContent = 'Change the content and send it again.';
const readFirst = 'Read its present state, then decide.';
const ourFault = 'Report it: the adapter sends something that Lazada does not take.';
const askLazada = 'Check the app’s permissions and subscriptions in the Lazada Open Platform console.';

const general: readonly Row[] = [
  ['IllegalAccessToken InvalidAccessToken', 'auth_expired', 'The access token is invalid or expired.', reconnect],
  ['IllegalRefreshToken', 'auth_expired', 'The refresh token is invalid or expired.', 'Connect the shop again.'],
  [
    'InvalidCode',
    'auth_expired',
    'The authorisation code is invalid, used, or older than 30 minutes.',
    'Start the connection again.',
  ],
  [
    'AUTH_TYPE_UNSUPPORTED',
    'auth_expired',
    'Tokens of an app from the Service Market cannot be refreshed.',
    'Connect the shop again when its subscription is renewed.',
  ],
  [
    'IncompleteSignature',
    'permission_denied',
    'The signature is not the one that Lazada computes.',
    'Check that the app secret belongs to the app key.',
  ],
  ['InvalidAppKey APP_KEY_INVALID', 'permission_denied', 'Lazada does not know the app key.', 'Check the app key.'],
  [
    'IllegalTimestamp',
    'permission_denied',
    'The time of the call differs from Lazada’s by more than two hours.',
    'Set the clock of this machine.',
  ],
  [
    'InsufficientPermission AppNotSubscribed AppWhiteIpLimit',
    'permission_denied',
    'The app may not make this call, or not from this address.',
    askLazada,
  ],
  [
    'MissingPartner MissingParameter InvalidParameter',
    'invalid',
    'A parameter is missing or has a value that is not allowed.',
    ourFault,
  ],
  [
    'InvalidApi InvalidApiPath',
    'not_supported',
    'Lazada does not offer this call here.',
    'Check that the address belongs to the shop’s country.',
  ],
  ['ApiCallLimit SellerCallLimit', 'rate_limited', 'Too many calls.', again],
  [
    'AppCallLimit',
    'rate_limited',
    'The app has made too many calls, in this second or today.',
    'Try again later; for a spent daily quota that is after midnight.',
  ],
  ['901', 'rate_limited', 'This call was made too often within a second.', again],
  ['1002 HOT_KEY_BLOCK_EXCEPTION', 'rate_limited', 'Lazada protects a service of its own from too many calls.', again],
  [
    '998',
    'switched_off',
    'Lazada has switched this call off during a campaign.',
    'Wait until the campaign is over; now and then one call goes out to see whether it is.',
  ],
  [
    'SellerNotVerified SellerNotActive',
    'permission_denied',
    'The shop is not verified or not active.',
    'The seller must settle this in Seller Center.',
  ],
  [
    'Mp3SellerApiLimit',
    'not_supported',
    'This call is not offered to sellers in Marketplace Ease Mode.',
    'Do it in Seller Center.',
  ],
  [
    'E1000',
    'not_supported',
    'Global products are only served by the Malaysian address.',
    'Use the address of Malaysia.',
  ],
  ['ServiceTimeout', 'unavailable', 'A service of Lazada did not answer in time.', again],
  ['UnknownRuntimeException', 'unavailable', 'A service of Lazada failed.', again],
  ['6 15 21 1000', 'unavailable', 'Lazada met an unexpected error of its own.', again],
  ['1 5 30 1001', 'invalid', 'The request is empty, incomplete, or not in the form that Lazada expects.', ourFault],
];

/** All numbers of Lazada's checks of a product. Those that are known have rows of their own, which come first. */
const productChecks = Array.from({ length: 4_170 - 4_104 + 1 }, (_, index) => String(4_104 + index));

const product: readonly Row[] = [
  [
    '35 207 208 4136 4137',
    'not_found',
    'The shop has no such product or SKU, or it was deleted.',
    'Read the shop’s listings again.',
  ],
  [
    'EDIT_ITEM_NOT_BELONG_SELLER',
    'permission_denied',
    'The product belongs to another seller.',
    'Check which shop the listing belongs to.',
  ],
  ['506 513 10002', 'unavailable', 'Lazada could not read or reach the product just now.', again],
  ['E0004', 'conflict', 'The product, or the SKU, is off sale already.', 'Nothing is left to be done.'],
  ['E0001 E0002 E0003 E0005 E0006', 'invalid', 'Lazada does not take the product off sale.', readFirst],
  [
    '14 17 19 36 70 74 75',
    'invalid',
    'Lazada does not take the filter, the page or the list of seller SKUs.',
    ourFault,
  ],
  ['4147 4155', 'conflict', 'The product is being changed or is locked.', readFirst],
  [
    '4170',
    'conflict',
    'A campaign holds stock of this SKU, so it cannot be lowered.',
    'Lower it no further than the campaign’s lock, or wait for its end.',
  ],
  ['4154', 'rate_limited', 'The product was changed too often.', again],
  [
    '4225',
    'not_supported',
    'The product is semi-managed: its stock is set by other calls.',
    'Set it as sellable stock.',
  ],
  [
    '4105 4126 4141',
    'conflict',
    'The seller SKU is in use already.',
    'Look for the listing that has it, or choose another one.',
  ],
  ['4118 4119 4157', 'invalid', 'The price, or the special price beside it, is not allowed.', fixContent],
  ['4138 4178', 'invalid', 'An image is not hosted by Lazada.', 'Bring the image to Lazada first.'],
  ['4139', 'invalid', 'The main image is missing.', 'Add an image.'],
  ['203 4169 4153', 'invalid', 'There are too many images, or some variants have images and others none.', fixContent],
  ['204 4171', 'invalid', 'There are too many SKUs in one call.', 'Send fewer at once.'],
  [
    '212 4152',
    'conflict',
    'Fewer units would be left than are sold or held already.',
    'Read the stock, then set a quantity that covers what is promised.',
  ],
  ['201 4227 4228', 'invalid', 'The category is missing, not active, or not a leaf.', 'Choose another category.'],
  ['701', 'not_found', 'Lazada has no category to suggest.', 'Choose a category by hand.'],
  ['4142', 'invalid', 'The brand is not one of this country’s.', 'Choose another brand, or No Brand.'],
  [
    'BIZ_CHECK_TOTAL_SALE_PROP_MAX_ITEMS VARIATION_SIZE_LIMIT VARIATION_OPTION_DUPLICATE SKU_VARIATION_NAME_MISSING ' +
      'SKU_VARIATION_IMAGES_MISSING',
    'invalid',
    'There are too many options or values, one comes twice, or one lacks its name or image.',
    fixContent,
  ],
  [
    '57 306 4112 4115 4143 4145 209',
    'invalid',
    'An attribute or option is missing, undeclared, repeated, or has a value that is not offered.',
    fixContent,
  ],
  ['4164 4165', 'invalid', 'The parcel is heavier than 40 kg or larger than 300 cm.', fixContent],
  ['200 4193 4216', 'invalid', 'The SKU is not named as Lazada wants it.', ourFault],
  [
    '300 301 302 303 304 309',
    'invalid',
    'An image or video could not be taken over.',
    'Check the file and send it again.',
  ],
  [
    '4148',
    'not_supported',
    'The shop has as many products as it may have.',
    'Remove products, or ask Lazada for more.',
  ],
  [
    '512 4218 4221',
    'permission_denied',
    'The product breaks a rule of Lazada’s.',
    'The seller must settle this in Seller Center.',
  ],
  ['10006', 'invalid', 'The price is above what Lazada allows for this product.', fixContent],
  [
    productChecks.join(' '),
    'invalid',
    'A check of Lazada’s, of which no more is documented than its number, refuses the product.',
    'See the fields; change them and send it again.',
  ],
  ['500 501 502 503 504', 'invalid', 'Lazada refuses the product.', 'See the fields; change them and send it again.'],
];

const order: readonly Row[] = [
  [
    '16 20 35 37 39',
    'not_found',
    'The shop has no such order or order item.',
    'Check which shop the order belongs to.',
  ],
  ['34', 'conflict', 'The items must be packed first.', readFirst],
  [
    '14 17 19 32 36 38 56 74 75',
    'invalid',
    'Lazada does not take the filter, the page or the list of orders.',
    ourFault,
  ],
];

const fulfillment: readonly Row[] = [
  ['600001', 'not_found', 'There is no such package.', 'Read the order’s items again.'],
  ['700021 700025', 'not_found', 'The shop has no such order or order item.', 'Check which shop the order belongs to.'],
  ['600002', 'conflict', 'The package was cancelled.', readFirst],
  [
    '700000 700026 700031',
    'conflict',
    'The items are not in a state in which this can be done; perhaps it was done already.',
    readFirst,
  ],
  ['700033', 'conflict', 'The warehouse is being changed.', again],
  [
    '700016',
    'invalid',
    'No carrier is named, and this shop must choose one.',
    'Ask for the shipping options and name a carrier.',
  ],
  ['700004 700017 700018 700019 700022', 'invalid', 'The call is incomplete, or has too much in it.', ourFault],
  ['700029', 'invalid', 'The items lie in different warehouses.', 'Pack them by warehouse.'],
  [
    '700009 700013 700020 700023 700027 700028 700030 700040 50008',
    'not_supported',
    'This kind of order is not fulfilled in this way.',
    'Fulfil it in Seller Center.',
  ],
  ['30012', 'invalid', 'No package is named.', ourFault],
  [
    '700032',
    'permission_denied',
    'The seller may not fulfil this order.',
    'The seller must settle this in Seller Center.',
  ],
  ['1003', 'unavailable', 'No carrier could be allocated just now.', again],
  ['700024 40011', 'unavailable', 'Lazada is busy with this order.', again],
];

const finance: readonly Row[] = [
  ['1000012', 'invalid', 'The time span is longer than 180 days.', 'Ask for shorter spans.'],
  ['1000014', 'invalid', 'Lazada does not know the kind of transaction.', ourFault],
];

/** Nothing was done although Lazada was at fault: it says so before it begins. */
const refusedBeforeStart = new Set(['700024', '40011', '1003']);

const tables: Readonly<Record<CodeFamily, ReadonlyMap<string, CodeMeaning>>> = {
  general: tableOf(general),
  product: tableOf(product),
  order: tableOf(order),
  fulfillment: tableOf(fulfillment),
  finance: tableOf(finance),
};

/** Undefined when the code is in no table: nobody may guess what it means. */
export const meaningOf = (code: string, family: CodeFamily): CodeMeaning | undefined =>
  tables[family].get(code) ?? tables.general.get(code);

/** All that is known, for the library's README and its specs. */
export const knownCodes = (family: CodeFamily): readonly string[] => [...tables[family].keys()];

/** The first row of a code counts. */
function tableOf(rows: readonly Row[]): ReadonlyMap<string, CodeMeaning> {
  return new Map(
    rows
      .toReversed()
      .flatMap(([codes, kind, cause, advice]) =>
        codes
          .split(' ')
          .map((code) => [code, { kind, cause, advice, nothingDone: refusedBeforeStart.has(code) }] as const),
      ),
  );
}
