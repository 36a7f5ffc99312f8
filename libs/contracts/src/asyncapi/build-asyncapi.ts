import { eventTypes, sharedSchemas, type EventTypeSpec } from '../catalog.js';
import { dataSchemaOf, headerRules } from '../record/header-rules.js';
import { mapSchema, type JsonSchema } from '../schema/json-schema.js';
import { toTolerant } from '../schema/tolerant.js';
import { allTopics, type TopicSpec } from '../topics.js';

type Node = Record<string, unknown>;

const BINDING_VERSION = '0.5.0';
const titleOf = (schema: JsonSchema): string => String(schema['title']);
const keyOf = (topic: TopicSpec): string => topic.name.replaceAll('.', '_');

/** The messages of a topic, by title: the name of the event without its version. */
const specsOf = (topic: TopicSpec): [type: string, spec: EventTypeSpec][] =>
  topic.eventTypes.map((type) => [type, eventTypes[type]!]);

/**
 * The AsyncAPI 3.0 document for readers of the topics, built from topics, schemas and samples. Its schemas are the
 * tolerant ones, because it tells a consumer what to expect and not a producer what to send; `x-schema-id` names the file
 * that is the truth. They use only keywords that AsyncAPI's own schema format shares with JSON Schema 2020-12.
 */
export function buildAsyncApi(): Node {
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Pinglu events',
      version: '0.1.0',
      description:
        'Events that Pinglu publishes for warehouses and other systems. CloudEvents 1.0 in Kafka binary mode: attributes are headers, the value is the data as JSON. Delivery is at least once and in order per key.',
      license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
    },
    defaultContentType: 'application/json',
    servers: {
      local: { host: '127.0.0.1:19092', protocol: 'kafka', description: 'The broker that `npm start` runs.' },
    },
    channels: Object.fromEntries(allTopics.map((topic) => [keyOf(topic), channel(topic)])),
    operations: Object.fromEntries(allTopics.map((topic) => [`publish_${keyOf(topic)}`, operation(topic)])),
    components: {
      messages: Object.fromEntries(
        Object.entries(eventTypes).map(([type, spec]) => [titleOf(spec.schema), message(type, spec)]),
      ),
      schemas: Object.fromEntries(
        [...sharedSchemas, ...Object.values(eventTypes).map(({ schema }) => schema)].map((schema) => [
          titleOf(schema),
          published(schema),
        ]),
      ),
    },
  };
}

function channel(topic: TopicSpec): Node {
  return {
    address: topic.name,
    description: `Published by ${topic.owner}. Record key: ${topic.key}. ${keeping(topic)}`,
    messages: Object.fromEntries(
      specsOf(topic).map(([, { schema }]) => [titleOf(schema), { $ref: `#/components/messages/${titleOf(schema)}` }]),
    ),
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions,
        topicConfiguration: {
          'cleanup.policy': [topic.compacted ? 'compact' : 'delete'],
          'retention.ms': topic.retentionMs ?? -1,
        },
        bindingVersion: BINDING_VERSION,
      },
    },
  };
}

const DAY_MS = 24 * 60 * 60 * 1000;
const keeping = ({ compacted, retentionMs }: TopicSpec): string =>
  compacted
    ? 'Compacted: the last event of each key is kept for good, and it holds the whole state.'
    : retentionMs === null
      ? 'Every event is kept for good.'
      : `Kept for ${retentionMs / DAY_MS} days.`;

const operation = (topic: TopicSpec): Node => ({
  action: 'send',
  channel: { $ref: `#/channels/${keyOf(topic)}` },
  summary: `What is published to ${topic.name}.`,
  messages: specsOf(topic).map(([, { schema }]) => ({
    $ref: `#/channels/${keyOf(topic)}/messages/${titleOf(schema)}`,
  })),
});

function message(type: string, { kind, schema, sample }: EventTypeSpec): Node {
  const topic = allTopics.find(({ eventTypes: types }) => types.includes(type));
  return {
    name: type,
    title: titleOf(schema),
    summary: schema['description'],
    contentType: 'application/json',
    headers: headersSchema(type, kind),
    payload: { $ref: `#/components/schemas/${titleOf(schema)}` },
    bindings: {
      kafka: { key: { type: 'string', description: topic?.key ?? '' }, bindingVersion: BINDING_VERSION },
    },
    examples: [
      { name: `${titleOf(schema)}Sample`, headers: sample.headers, payload: JSON.parse(sample.value ?? 'null') },
    ],
  };
}

function headersSchema(type: string, kind: EventTypeSpec['kind']): Node {
  const fixed: Node = {
    ce_type: { type: 'string', const: type, description: 'What happened, with the major version of the data.' },
    ce_dataschema: { type: 'string', const: dataSchemaOf(type), description: 'The JSON Schema of the value.' },
    ce_partitionkey: { type: 'string', minLength: 1, description: 'Equals the record key.' },
  };
  const properties: Node = Object.fromEntries(
    headerRules.map(({ name, schema, description }) => [name, { ...schema, description }]),
  );
  const required = headerRules.filter(({ required: always }) => always).map(({ name }) => name);
  return {
    type: 'object',
    properties: { ...properties, ...fixed },
    required: [...required, ...(kind === 'domain' ? ['ce_tenantid'] : []), 'ce_dataschema', 'ce_partitionkey'],
  };
}

/** A schema as it stands in the document: tolerant, references within the document. */
function published(schema: JsonSchema): Node {
  const titles = new Map(sharedSchemas.map((shared) => [shared['$id'], titleOf(shared)]));
  const {
    $schema: _dialect,
    $id,
    ...rest
  } = mapSchema(toTolerant(schema), (part) => {
    const title = titles.get(part['$ref']);
    return title === undefined ? part : { ...part, $ref: `#/components/schemas/${title}` };
  });
  return { ...rest, 'x-schema-id': $id };
}
