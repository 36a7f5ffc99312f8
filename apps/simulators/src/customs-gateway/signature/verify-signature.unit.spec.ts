import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BusinessMessage } from '../message/business-message.js';
import { readMessage } from '../message/read-message.js';
import { parseXml } from '../xml/parse-xml.js';
import { certificateNames, signatureFault } from './verify-signature.js';

// Signed by xmlsec1 with a key that was thrown away; the certificate is good for a hundred years.
const signed = readFileSync(join(__dirname, '../fixtures/list-signed-by-xmlsec1.xml'), 'utf8');
const NOW = new Date('2027-01-01T00:00:00Z');
const read = (edit: (text: string) => string = (text) => text): BusinessMessage => readMessage(parseXml(edit(signed)));

describe('a signature', () => {
  it('of another implementation holds', () => {
    expect(signatureFault(read(), NOW)).toBeUndefined();
  });

  it.each<[string, (text: string) => string, string]>([
    ['a character of the message is changed', (text) => text.replace('59.90', '59.91'), '报文摘要与签名摘要不一致'],
    ['space is added after signing', (text) => text.replace('</ceb:Inventory>', '</ceb:Inventory> '), '报文摘要'],
    [
      'what was signed is changed',
      (text) => text.replace('<ds:Reference URI="">', '<ds:Reference URI="" >\n'),
      '验签失败',
    ],
    ['the value is another', (text) => text.replace(/(<ds:SignatureValue>)\w{4}/, '$1AAAA'), '验签失败'],
    ['the method is another', (text) => text.replace('#rsa-sha1', '#rsa-sha256'), '签名算法不符合规范'],
    [
      'another form is signed',
      (text) => text.replace('REC-xml-c14n-20010315', 'REC-xml-c14n-20010315#WithComments'),
      '签名算法',
    ],
    ['only a part is signed', (text) => text.replace('URI=""', 'URI="#part"'), '签名算法不符合规范'],
    [
      'the serial number is another',
      (text) => text.replace('4A5B6C7D8E9F1021', '4A5B6C7D8E9F1022'),
      '签名证书序列号不一致',
    ],
    ['the certificate is none', (text) => text.replace(/(<ds:X509Certificate>)\s*\w{4}/, '$1AAAA'), '签名证书无法识别'],
    ['it is missing', (text) => text.replace(/<ds:Signature [^]*<\/ds:Signature>/, ''), '报文未加签'],
  ])('does not hold when %s', (_case, edit, fault) => {
    expect(signatureFault(read(edit), NOW)).toContain(fault);
  });

  it('does not hold before its certificate does', () => {
    expect(signatureFault(read(), new Date('2020-01-01T00:00:00Z'))).toBe('签名证书不在有效期内');
  });

  it('says which firm signed', () => {
    const { signature } = read();
    expect(certificateNames(signature!, { code: '4514980AGT', name: 'x' })).toBe(true);
    expect(certificateNames(signature!, { code: 'x', name: '崇左示例报关有限公司' })).toBe(true);
    expect(certificateNames(signature!, { code: '4501960TST', name: '南宁示例电商有限公司' })).toBe(false);
  });
});
