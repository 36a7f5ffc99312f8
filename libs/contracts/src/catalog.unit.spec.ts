import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { allSchemas, eventTypes } from './catalog.js';
import { dataSchemaOf } from './record/header-rules.js';
import { isObject, mapSchema } from './schema/json-schema.js';
import { sampleRecord } from './samples.js';
import {
  isAvailabilityEvent,
  isDeclarationEvent,
  isListingEvent,
  isMerchantEvent,
  isOrderEvent,
  isProductEvent,
  isPushEvent,
  isReservationEvent,
  isShipmentEvent,
  isShopEvent,
  isStatementEvent,
  isWarehouseEvent,
  decodeEvent,
} from './index.js';
import {
  allTopics,
  availabilityKey,
  deadLetterKey,
  deadLetterTopic,
  listingKey,
  merchantKey,
  orderKey,
  productKey,
  pushKey,
  shopKey,
  statementKey,
  topics,
  warehouseKey,
} from './topics.js';

const files = readdirSync(__dirname, { recursive: true }).map(String);
const read = (name: string): unknown => JSON.parse(readFileSync(join(__dirname, name), 'utf8'));
const schemaFiles = files.filter((name) => name.endsWith('.schema.json'));

/** merchants/merchant-registered.v1.schema.json → com.pinglu.merchants.merchant_registered.v1 */
const typeOfFile = (name: string): string =>
  `com.pinglu.${dirname(name)}.${basename(name)
    .replace(/\.(schema|sample)\.json$/, '')
    .replaceAll('-', '_')}`;

describe('the catalog', () => {
  it('knows every schema file, named after its $id', () => {
    expect(schemaFiles.length).toBeGreaterThanOrEqual(8);
    expect(schemaFiles.map((name) => dataSchemaOf(typeOfFile(name))).sort()).toEqual(
      allSchemas.map((schema) => String(schema['$id'])).sort(),
    );
    for (const name of schemaFiles) expect(read(name)).toMatchObject({ $id: dataSchemaOf(typeOfFile(name)) });
  });

  it('has the schema and the sample of each type in the place that its name says', () => {
    const sampleFiles = files.filter((name) => name.endsWith('.sample.json'));
    expect(sampleFiles.map(typeOfFile).sort()).toEqual(Object.keys(eventTypes).sort());
    for (const [type, { schema, sample }] of Object.entries(eventTypes)) {
      expect(schema['$id']).toBe(dataSchemaOf(type));
      expect(sample.headers['ce_type']).toBe(type);
    }
  });

  it('describes every field', () => {
    let fields = 0;
    const undescribed: string[] = [];
    for (const schema of allSchemas) {
      mapSchema(schema, (part) => {
        for (const [name, field] of Object.entries(isObject(part['properties']) ? part['properties'] : {})) {
          fields += 1;
          const described =
            isObject(field) && typeof field['description'] === 'string' && field['description'].length > 10;
          if (!described) undescribed.push(`${String(schema['title'])}.${name}`);
        }
        return part;
      });
    }
    expect(undescribed).toEqual([]);
    expect(fields).toBeGreaterThan(25);
  });
});

describe('topics', () => {
  it('carry every event type, and each domain event on exactly one; pushes on one for each marketplace', () => {
    const { shopeePush, ...others } = topics;
    expect(shopeePush).toEqual({ ...topics.lazadaPush, name: shopeePush.name });
    const carried = Object.values(others).flatMap(({ eventTypes: types }) => types);
    const domain = Object.entries(eventTypes).filter(([, { kind }]) => kind === 'domain');
    expect([...carried].sort()).toEqual(domain.map(([type]) => type).sort());
  });

  it('have a dead-letter topic each, with as many partitions, so that a key keeps its place', () => {
    for (const topic of Object.values(topics)) {
      const deadLetters = allTopics.find(({ name }) => name === deadLetterTopic(topic.name));
      expect(deadLetters).toMatchObject({ partitions: topic.partitions, compacted: false });
    }
    expect(allTopics).toHaveLength(2 * Object.keys(topics).length);
  });

  it('are keyed as the samples are', () => {
    type Data = Readonly<Record<string, string>>;
    const order = ({ merchantId, shopId, orderNumber }: Data): string => orderKey(merchantId!, shopId!, orderNumber!);
    const keyOf: Record<keyof typeof topics, (data: Data) => string> = {
      merchant: ({ merchantId }) => merchantKey(merchantId!),
      warehouse: ({ merchantId, warehouseId }) => warehouseKey(merchantId!, warehouseId!),
      shop: ({ merchantId, shopId }) => shopKey(merchantId!, shopId!),
      lazadaPush: ({ merchantId, shopId, reference }) => pushKey(merchantId!, shopId!, reference!),
      shopeePush: ({ merchantId, shopId, reference }) => pushKey(merchantId!, shopId!, reference!),
      product: ({ merchantId, productId }) => productKey(merchantId!, productId!),
      listing: ({ merchantId, shopId, productId }) => listingKey(merchantId!, shopId!, productId!),
      order,
      shipment: order,
      reservation: order,
      availability: ({ merchantId, shopId, sellerSku }) => availabilityKey(merchantId!, shopId!, sellerSku!),
      declaration: order,
      statement: ({ merchantId, shopId, statementNumber }) => statementKey(merchantId!, shopId!, statementNumber!),
    };
    const found = Object.entries(topics).flatMap(([name, topic]) =>
      topic.eventTypes.map((type) => {
        const { key, value } = sampleRecord(type);
        return { type, key, expected: keyOf[name as keyof typeof topics](JSON.parse(value ?? '{}') as Data) };
      }),
    );
    expect(found.filter(({ key, expected }) => key !== expected)).toEqual([]);
    // The key in words has as many parts as the key itself.
    for (const topic of Object.values(topics)) {
      expect(topic.key.split('/')).toHaveLength(sampleRecord(topic.eventTypes[0]!).key.split('/').length);
    }
  });

  it('say of each event that it tells of its own topic and of no other', () => {
    const guards = {
      merchant: isMerchantEvent,
      warehouse: isWarehouseEvent,
      shop: isShopEvent,
      lazadaPush: isPushEvent,
      product: isProductEvent,
      listing: isListingEvent,
      order: isOrderEvent,
      shipment: isShipmentEvent,
      reservation: isReservationEvent,
      availability: isAvailabilityEvent,
      declaration: isDeclarationEvent,
      statement: isStatementEvent,
    };
    // What one marketplace pushes is the same kind of event as what another does.
    const { shopeePush: _, ...others } = topics;
    expect(Object.keys(guards).sort()).toEqual(Object.keys(others).sort());
    for (const [name, topic] of Object.entries(others)) {
      for (const type of topic.eventTypes) {
        const event = decodeEvent(sampleRecord(type));
        const claimed = Object.entries(guards).filter(([, guard]) => guard(event));
        expect(claimed.map(([claimant]) => claimant)).toEqual([name]);
      }
    }
  });

  it.each([
    ['k', 'k'],
    [null, 't/2/41'],
    ['', 't/2/41'],
    ['a\u0000b', 't/2/41'],
  ])('give the dead letter of a record with key %j the key %j', (key, expected) => {
    expect(deadLetterKey({ topic: 't', partition: 2, offset: '41', key })).toBe(expected);
  });
});
