import { createHash, verify, X509Certificate } from 'node:crypto';
import type { BusinessMessage } from '../message/business-message.js';
import { DS } from '../message/read-message.js';
import { canonicalize } from '../xml/canonicalize.js';
import { attributeOf, childOf, elementsOf, textAt, type XmlElement } from '../xml/element.js';

const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const RSA_SHA1 = `${DS}rsa-sha1`;
const SHA1 = `${DS}sha1`;
const SM2_SM3 = 'http://www.chinaport.gov.cn/2022/04/xmldsig#sm2-sm3';
const SM3 = 'http://www.chinaport.gov.cn/2022/04/xmldsig#sm3';

/** Digests by address; the gateway accepts the two pairs of the 202205 specification and no others. */
const pairs: Readonly<Record<string, { readonly digest: string; readonly hash: string }>> = {
  [RSA_SHA1]: { digest: SHA1, hash: 'sha1' },
  [SM2_SM3]: { digest: SM3, hash: 'sm3' },
};

/** What is wrong with the signature of a message, in the words of the gateway; undefined when it holds. */
export function signatureFault(message: BusinessMessage, now: Date): string | undefined {
  const { signature, root } = message;
  if (!signature) return message.kind.signatureRequired ? '报文未加签' : undefined;
  const info = childOf(signature, 'SignedInfo');
  const reference = childOf(info, 'Reference');
  if (!info || !reference || elementsOf(info).filter(({ local }) => local === 'Reference').length !== 1) {
    return '签名节点不完整';
  }
  const shape = shapeFault(info, reference);
  if (shape !== undefined) return shape;
  const pair = pairs[attributeOf(childOf(info, 'SignatureMethod')!, 'Algorithm')!]!;
  const digest = createHash(pair.hash).update(canonicalize(root, signature), 'utf8').digest('base64');
  if (digest !== withoutSpace(textAt(reference, 'DigestValue'))) return '报文摘要与签名摘要不一致';
  const certificate = certificateOf(signature);
  if (!certificate) return '签名证书无法识别';
  if (now < new Date(certificate.validFrom) || now > new Date(certificate.validTo)) return '签名证书不在有效期内';
  const keyName = textAt(signature, 'KeyInfo', 'KeyName')?.trim().toUpperCase();
  if (keyName !== certificate.serialNumber.toUpperCase()) return '签名证书序列号不一致';
  return valueFault({ info, signature, certificate, hash: pair.hash });
}

function shapeFault(info: XmlElement, reference: XmlElement): string | undefined {
  const algorithm = (element: XmlElement | undefined): string | undefined =>
    element && attributeOf(element, 'Algorithm');
  const transforms = elementsOf(childOf(reference, 'Transforms') ?? reference).filter((e) => e.local === 'Transform');
  const pair = pairs[algorithm(childOf(info, 'SignatureMethod')) ?? ''];
  const holds =
    algorithm(childOf(info, 'CanonicalizationMethod')) === C14N &&
    pair !== undefined &&
    algorithm(childOf(reference, 'DigestMethod')) === pair.digest &&
    attributeOf(reference, 'URI') === '' &&
    transforms.length === 1 &&
    algorithm(transforms[0]) === `${DS}enveloped-signature`;
  return holds ? undefined : '签名算法不符合规范';
}

function certificateOf(signature: XmlElement): X509Certificate | undefined {
  const text = withoutSpace(textAt(signature, 'KeyInfo', 'X509Data', 'X509Certificate'));
  try {
    return new X509Certificate(Buffer.from(text, 'base64'));
  } catch {
    return undefined;
  }
}

interface SignedValue {
  readonly info: XmlElement;
  readonly signature: XmlElement;
  readonly certificate: X509Certificate;
  readonly hash: string;
}

function valueFault({ info, signature, certificate, hash }: SignedValue): string | undefined {
  // Node cannot verify SM2 signatures; of those the digest and the shape are checked, see DIFFERENCES.md.
  if (hash === 'sm3') return undefined;
  if (certificate.publicKey.asymmetricKeyType !== 'rsa') return '签名算法与证书不符';
  const value = Buffer.from(withoutSpace(textAt(signature, 'SignatureValue')), 'base64');
  const signed = Buffer.from(canonicalize(info), 'utf8');
  return verify(hash, signed, certificate.publicKey, value) ? undefined : '验签失败';
}

const withoutSpace = (text: string | undefined): string => (text ?? '').replace(/\s/g, '');

/** True when the certificate was given to this firm: its subject holds the firm's code or name. */
export function certificateNames(signature: XmlElement, firm: { code: string; name: string }): boolean {
  const values = (certificateOf(signature)?.subject ?? '').split('\n').map((part) => part.slice(part.indexOf('=') + 1));
  return values.includes(firm.code) || values.includes(firm.name);
}
