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
});
