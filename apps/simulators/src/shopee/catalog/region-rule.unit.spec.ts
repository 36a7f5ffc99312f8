import * as fc from 'fast-check';
import { regionRule, toMajor, toMinor } from './region-rule.js';

describe('money of a region', () => {
  it('is read exactly, and digits that are not allowed are refused', () => {
    const price = (region: string, value: unknown) => {
      const { decimals, priceDecimals } = regionRule(region);
      return toMinor(value, { decimals, allowed: priceDecimals });
    };
    expect([price('SG', 0.29), price('SG', '15.5'), price('SG', 1.005)]).toEqual([29, 1550, undefined]);
    expect([price('TH', 199), price('TH', 199.5), price('TH', '199.00')]).toEqual([19_900, undefined, 19_900]);
    expect([price('VN', 120_000), price('VN', 0.5)]).toEqual([120_000, undefined]);
    expect([price('SG', -1), price('SG', 'x'), price('SG', null), price('SG', 1e-7)]).toEqual(Array(4).fill(undefined));
  });

  it('comes back as it was from the numbers of JSON', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), fc.constantFrom(0, 2), (minor, decimals) => {
        const sent: unknown = JSON.parse(JSON.stringify(toMajor(minor, decimals)));
        expect(toMinor(sent, { decimals })).toBe(minor);
      }),
    );
  });

  it('is unknown where there is no marketplace', () => {
    expect(() => regionRule('XX')).toThrow(/There is no rule for the region XX/);
  });
});
