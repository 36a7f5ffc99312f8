import { X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import { selfSignedCertificate } from './self-signed-certificate.js';

describe('a certificate signed by itself', () => {
  const made = selfSignedCertificate(['localhost', '127.0.0.1'], new Date('2026-03-04T05:06:07Z'));
  const certificate = new X509Certificate(made.certificate);

  it('is for the names and addresses asked for', () => {
    expect(certificate.checkHost('localhost')).toBe('localhost');
    expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
    expect(certificate.checkHost('lazada.example')).toBeUndefined();
  });

  it('is its own authority and verifies under its own key', () => {
    expect(certificate.ca).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const other = new X509Certificate(selfSignedCertificate(['localhost']).certificate);
    expect(certificate.verify(other.publicKey)).toBe(false);
  });

  it('can be served whatever its length, which signatures and names change', () => {
    for (let length = 1; length <= 64; length += 1) {
      const { key, certificate: cert } = selfSignedCertificate([`${'a'.repeat(length)}.example`]);
      expect(() => createSecureContext({ key, cert })).not.toThrow();
      expect(cert).not.toMatch(/\n\n/);
    }
  });

  it('is valid from the day before for a year', () => {
    expect([certificate.validFrom, certificate.validTo]).toEqual([
      'Mar  3 05:06:07 2026 GMT',
      'Mar  4 05:06:07 2027 GMT',
    ]);
  });
});
