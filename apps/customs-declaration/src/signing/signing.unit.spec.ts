import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageXml } from '../declaration/build-declaration/message-xml.js';
import { selfSignedIdentity } from './self-signed-certificate.js';
import { signMessage, type SigningIdentity } from './xml-signature.js';

const firm = { code: '4514980AGT', name: '崇左示例报关有限公司', dxpId: 'DXPENT0000999003' };
const message = messageXml({
  kind: 'list',
  guid: '33333333-AAAA-4BBB-8CCC-000000000603',
  sender: firm,
  document: { 'ceb:Inventory': { 'ceb:InventoryHead': { 'ceb:gname': 'T恤 <男> & "女"', 'ceb:note': '' } } },
});
const xmlsec = spawnSync('xmlsec1', ['--version'], { encoding: 'utf8' });

describe('a certificate of our own making', () => {
  let identity: SigningIdentity;
  beforeAll(async () => {
    identity = await selfSignedIdentity(firm, new Date());
  });

  it('names the firm, holds the key, and is signed with it', () => {
    const { certificate, key } = identity;
    expect(certificate.subject).toBe(`O=${firm.name}\nCN=${firm.code}`);
    expect(certificate.checkPrivateKey(key)).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    expect(Date.parse(certificate.validFrom)).toBeLessThan(Date.now());
    expect(Date.parse(certificate.validTo)).toBeGreaterThan(Date.now());
  });

  it('goes into a message with its serial number, behind the last element', () => {
    const signed = signMessage(message, identity);
    expect(signed).toContain(`<ds:KeyName>${identity.certificate.serialNumber}</ds:KeyName>`);
    expect(signed).toMatch(/<\/ceb:BaseTransfer><ds:Signature [^]*<\/ds:Signature><\/ceb:CEB603Message>$/);
  });

  if (xmlsec.status === 0) {
    /** What an independent implementation says of the signature. */
    const verify = (signed: string): { status: number | null; said: string } => {
      const folder = mkdtempSync(join(tmpdir(), 'pinglu-signature-'));
      try {
        writeFileSync(join(folder, 'signed.xml'), signed);
        writeFileSync(join(folder, 'certificate.pem'), identity.certificate.toString());
        const files = ['--pubkey-cert-pem', 'certificate.pem', 'signed.xml'];
        const { status, stderr, stdout } = spawnSync('xmlsec1', ['--verify', ...files], {
          cwd: folder,
          encoding: 'utf8',
        });
        return { status, said: stdout + stderr };
      } finally {
        rmSync(folder, { recursive: true });
      }
    };

    it('signs so that xmlsec1 agrees, and no longer when a character is changed', () => {
      const signed = signMessage(message, identity);
      expect(verify(signed)).toMatchObject({ status: 0, said: expect.stringContaining('OK') });
      expect(verify(signed.replace('T恤', 'T桖')).status).not.toBe(0);
      expect(verify(signed.replace('</ceb:BaseTransfer>', '</ceb:BaseTransfer> ')).status).not.toBe(0);
    });
  } else {
    process.stdout.write(
      'xmlsec1 is not installed (Debian: apt-get install xmlsec1): signatures are not cross-checked.\n',
    );
  }
});
