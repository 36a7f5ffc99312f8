import { existsSync, readdirSync } from 'node:fs';
import { lazadaCapabilities } from '../lazada/capabilities.js';
import { operationNames, type MarketplaceCapabilities, type OperationName } from '../port/capabilities.js';
import { shopeeCapabilities } from '../shopee/capabilities.js';

/** Who knows one folder finds everything in the next: `diff -r lazada shopee` is meant to be of use. */
const everywhere = [
  ...['README.md', 'adapter.ts', 'auth.ts', 'batches.ts', 'cancellations.ts', 'capabilities.ts', 'catalog.ts'],
  ...['client.ts', 'documents.ts', 'endpoints.ts', 'envelope.ts', 'error-codes/', 'errors.ts', 'finance.ts'],
  ...['fixtures/', 'fulfillment.ts', 'images.ts', 'listing-rules.ts', 'listing-scroll.ts', 'listing.ts', 'orders.ts'],
  ...['pack.ts', 'ports/', 'prices.ts', 'push-message.ts', 'return-decision.ts', 'returns.ts', 'seller.ts'],
  ...['status.ts', 'stock.ts', 'test-draft.ts', 'test-simulator.ts', 'webhook.ts'],
  ...['auth', 'cancellations', 'catalog', 'client', 'documents', 'errors', 'finance', 'folder', 'fulfillment'].map(
    spec,
  ),
  ...['images', 'listing-scroll', 'listing-update', 'listing', 'orders-paging', 'orders', 'pack', 'prices'].map(spec),
  ...['push-message', 'returns', 'stock', 'webhook'].map(spec),
  'conformance.int.spec.ts',
  ...['auth', 'cancellations', 'catalog', 'finance', 'fulfillment', 'images', 'orders', 'prices', 'push'].map(port),
  ...['returns', 'seller', 'stock'].map(port),
];

function spec(name: string): string {
  return `${name}.unit.spec.ts`;
}

function port(name: string): string {
  return `ports/${name}-port.ts`;
}

interface Marketplace {
  readonly capabilities: MarketplaceCapabilities;
  /** Files that it has for itself, and why. Specs, and what they need, go with what they describe. */
  readonly extras: Readonly<Record<string, string>>;
  /** Operations without samples of their own, and why. */
  readonly unsampled: Partial<Record<OperationName, string>>;
}

const marketplaces: Readonly<Record<string, Marketplace>> = {
  lazada: {
    capabilities: lazadaCapabilities,
    extras: {
      'error-codes.ts': 'one table for each family of codes',
      'fee-types.ts': 'rows of the account have types of fees',
      'ids.ts': 'ids are numbers in requests',
      'image-header.ts': 'pictures are measured before they are sent',
      'listing-state.ts': 'a status and a status below it',
      'money.ts': 'amounts with thousands separators',
      'order-items.ts': 'lines have a call of their own',
      'parcel-batches.ts': 'parcels go in lists',
      'sites.ts': 'a host for each country',
      'wire.ts': 'types of what is the same in all answers',
      'xml.ts': 'some writes are XML',
    },
    unsampled: { 'stock.read': 'read as listings are' },
  },
  shopee: {
    capabilities: shopeeCapabilities,
    extras: {
      'amounts.ts': 'amounts are floating point numbers',
      'countries.ts': 'one host for all countries',
      'cross-border.ts': 'listings kept for several countries, and the first mile',
      'days.ts': 'the account is asked for by the shop’s days',
      'escrow-fields.ts': 'the account of an order is an object of some ninety fields',
      'item-rows.ts': 'stock and prices are written by listing',
      'live.ts': 'live selling',
      'parts.ts': 'cursors count, so lists are read by parts of time',
      'plain-text.ts': 'descriptions are no HTML',
      'push-queue.ts': 'messages that were lost can be fetched',
      'unfinished.ts': 'a listing is made in steps',
      'ports/book-reader.ts': 'the account is in two books',
      'ports/brand-search.ts': 'brands are found by name in a category',
      'ports/create-listing.ts': 'a listing is made in steps',
      'ports/cross-border-port.ts': 'listings kept for several countries',
      'ports/first-mile-port.ts': 'the way to the transit warehouse',
      'ports/item-reader.ts': 'a listing is in two calls',
      'ports/label-printer.ts': 'a label is made in steps',
      'ports/list-part.ts': 'cursors count, so lists are read by parts of time',
      'ports/live-port.ts': 'live selling',
      'ports/packer.ts': 'orders are split before they are packed',
      'ports/stocked-call.ts': 'shops with several warehouses must name one',
    },
    unsampled: {
      'cancellations.reasons': 'there is no call for them: they follow from the order',
      'stock.read': 'read as listings are',
    },
  },
};

const folderOf = (name: string): URL => new URL(`../${name}/`, import.meta.url);
const filesOf = (name: string): string[] => [
  ...readdirSync(folderOf(name), { withFileTypes: true }).map((one) => (one.isDirectory() ? `${one.name}/` : one.name)),
  ...readdirSync(new URL('ports/', folderOf(name))).map((file) => `ports/${file}`),
];
const isOfSpecs = (file: string): boolean => /\.(unit|int)\.spec\.ts$|^test-/.test(file);
const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

describe.each(Object.entries(marketplaces))('the folder of %s', (name, { capabilities, extras, unsampled }) => {
  it('has the files that every marketplace has', () => {
    const present = filesOf(name);
    expect(everywhere.filter((file) => !present.includes(file))).toEqual([]);
  });

  it('has no others but those that have a reason', () => {
    const others = filesOf(name).filter((file) => !everywhere.includes(file) && !isOfSpecs(file));
    expect(others.sort()).toEqual(Object.keys(extras).sort());
    expect(Object.values(extras).filter((reason) => reason.length < 10)).toEqual([]);
  });

  it('has samples of success and of refusal for every operation that it offers and that calls', () => {
    const samples = readdirSync(new URL('fixtures/', folderOf(name)));
    const without = ['auth.authorizeUrl', 'push.verify', ...Object.keys(unsampled)];
    const calling = operationNames.filter((one) => capabilities.operations[one] && !without.includes(one));
    const missing = calling.filter((operation) => {
      const own = samples.filter((sample) => sample.startsWith(`${kebab(operation)}.`));
      return own.length < 2;
    });
    expect(missing).toEqual([]);
  });

  it('has no sample that belongs to no operation', () => {
    const known = new Set<string>(['push', ...operationNames.map(kebab)]);
    const samples = readdirSync(new URL('fixtures/', folderOf(name)));
    const strange = samples.filter((sample) => {
      const [group = '', operation = ''] = sample.split('.');
      return !known.has(group) && !known.has(`${group}.${operation}`);
    });
    expect(strange.filter((sample) => !partsOfOthers.some((part) => sample.startsWith(part)))).toEqual([]);
  });
});

/** Calls that belong to an operation and have a name of their own. */
const partsOfOthers = [
  ...['catalog.channels.', 'catalog.find-product.', 'catalog.models.', 'catalog.violations.'],
  'orders.items-of-order.',
];

it('knows of every folder that has an adapter', () => {
  const folders = readdirSync(new URL('../', import.meta.url)).filter((one) =>
    existsSync(new URL(`../${one}/adapter.ts`, import.meta.url)),
  );
  expect(folders.sort()).toEqual(Object.keys(marketplaces).sort());
});
