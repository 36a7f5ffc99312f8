import { InvalidIdError, newId, parseMerchantId } from './ids.js';

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
});
