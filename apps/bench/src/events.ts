import { encodeEvent, topics, type DomainEvent } from '@pinglu/contracts';
import { newId, SystemClock, type MerchantId } from '@pinglu/kernel';
import { EventFactory, type BusLogger, type OutgoingRecord } from '@pinglu/platform';

const factory = new EventFactory('gateway', new SystemClock());
const silent = () => undefined;

export const silentLogger: BusLogger = { debug: silent, info: silent, warn: silent, error: silent };
export const topic = topics.merchant.name;

export const newMerchants = (count: number): MerchantId[] => Array.from({ length: count }, () => newId<MerchantId>());

/** An event as the gateway publishes it: about 0.5 kB with its headers. */
export function eventOf(merchantId: MerchantId, version: number): DomainEvent {
  return factory.create({
    type: 'com.pinglu.merchants.merchant_renamed.v1',
    data: {
      merchantId,
      name: `Nanning Live Trading No. ${version}`,
      countryOfEstablishment: 'CN',
      status: 'active',
      registeredAt: '2026-01-01T00:00:00.000Z',
      version,
    },
    merchantId,
    subject: merchantId,
    version,
  });
}

export function recordOf(event: DomainEvent, to = topic): OutgoingRecord {
  const { key, headers, value } = encodeEvent(event, event.metadata.merchantId);
  return { topic: to, key, headers, value: Buffer.from(value!) };
}

/** `count` records over `keys` keys, versions rising per key. */
export function recordsFor(count: number, keys: number, to = topic): OutgoingRecord[] {
  const merchants = newMerchants(keys);
  return Array.from({ length: count }, (_, i) => recordOf(eventOf(merchants[i % keys]!, 1 + Math.floor(i / keys)), to));
}
