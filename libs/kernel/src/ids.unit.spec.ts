import * as ids from './ids.js';

const { InvalidIdError, newId, parseMerchantId } = ids;

describe('ids', () => {
  it('makes version 7 UUIDs that sort by the millisecond they were made in', () => {
    const early = newId(1_700_000_000_000);
    const late = newId(1_700_000_000_001);
    expect(early).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(early < late).toBe(true);
    expect(newId(1_700_000_000_000)).not.toBe(early);
  });

  it('reads an id in any case and writes it in lower case', () => {
    const id = newId();
    expect(parseMerchantId(id.toUpperCase())).toBe(id);
  });

  it.each([undefined, 7, '', 'abc', "'; drop table merchant; --"])('refuses %p without repeating it', (value) => {
    expect(() => parseMerchantId(value)).toThrow(InvalidIdError);
    expect(() => parseMerchantId(value)).toThrow(/^The merchant id must be a UUID such as/);
  });

  it.each([
    [ids.parseShopId, 'shop id'],
    [ids.parseProductId, 'product id'],
    [ids.parseListingId, 'listing id'],
    [ids.parseOrderId, 'order id'],
    [ids.parseShipmentId, 'shipment id'],
    [ids.parseReservationId, 'reservation id'],
    [ids.parseDeclarationId, 'declaration id'],
    [ids.parseStatementId, 'statement id'],
    [ids.parsePushId, 'push id'],
    [ids.parseWarehouseId, 'warehouse id'],
    [ids.parseApiKeyId, 'API key id'],
    [ids.parseEventId, 'event id'],
  ])('%p names what it expected', (parse, kind) => {
    const id = newId();
    expect(parse(id)).toBe(id);
    expect(() => parse('x')).toThrow(`The ${kind} must be a UUID`);
  });
});
