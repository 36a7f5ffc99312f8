import * as fc from 'fast-check';
import { redact } from './redaction.js';

describe('redaction', () => {
  it.each([
    ['access_token=50000abc&sign=DEADBEEF', 'access_token=[redacted]&sign=[redacted]'],
    ['{"refresh_token":"50001abc"}', '{"refresh_token":"[redacted]"}'],
    ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
    ['write to somchai@example.co.th now', 'write to [e-mail] now'],
    ['call +66 81 234 5678 please', 'call [phone] please'],
    ['line\nbreak\u0000', 'line break '],
  ])('of %p gives %p', (text, safe) => {
    expect(redact(text)).toBe(safe);
  });

  it('leaves ids and SKUs alone', () => {
    expect(redact('SKU BAG-10-2030-4050 of item 491253082180001')).toBe('SKU BAG-10-2030-4050 of item 491253082180001');
  });

  it('never lets a known secret through', () => {
    fc.assert(
      fc.property(fc.string(), fc.stringMatching(/^[A-Za-z0-9]{8,40}$/), fc.string(), (before, secret, after) => {
        expect(redact(`${before}${secret}${after}`, [secret])).not.toContain(secret);
      }),
    );
  });
});
