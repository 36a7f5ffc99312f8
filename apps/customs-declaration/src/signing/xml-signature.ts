import { createHash, sign, type KeyObject, type X509Certificate } from 'node:crypto';

const DS = 'http://www.w3.org/2000/09/xmldsig#';
const C14N = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';

/** Who signs: a key and the certificate that says whose it is. */
export interface SigningIdentity {
  /** RSA. */
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
}

/**
 * Signs a message as the 202205 specification asks: enveloped XML-DSig over the whole of it, RSA with SHA-1, the
 * certificate and its serial number inside. SHA-1 is weak and is what the specification names beside SM2.
 * @param xml in canonical form, see `messageXml`: canonicalising it again changes nothing, so its own bytes are digested
 * @returns the message as it is to be sent, with an XML declaration, which a signature does not cover
 */
export function signMessage(xml: string, { key, certificate }: SigningIdentity): string {
  const close = xml.lastIndexOf('</');
  const namespaces = /^<[\w:]+ (xmlns:\w+="[^"]*")/.exec(xml);
  if (close < 0 || !namespaces)
    throw new TypeError('The message must be an element that declares its namespace first.');
  const digest = createHash('sha1').update(xml, 'utf8').digest('base64');
  // Canonicalised by itself, SignedInfo carries the namespaces of the elements around it, sorted by prefix.
  const signedInfo = (scope: string): string =>
    `<ds:SignedInfo${scope}>` +
    empty('ds:CanonicalizationMethod', `Algorithm="${C14N}"`) +
    empty('ds:SignatureMethod', `Algorithm="${DS}rsa-sha1"`) +
    `<ds:Reference URI=""><ds:Transforms>${empty('ds:Transform', `Algorithm="${DS}enveloped-signature"`)}` +
    `</ds:Transforms>${empty('ds:DigestMethod', `Algorithm="${DS}sha1"`)}` +
    `<ds:DigestValue>${digest}</ds:DigestValue></ds:Reference></ds:SignedInfo>`;
  const canonical = signedInfo(` ${namespaces[1]} xmlns:ds="${DS}"`);
  const value = sign('sha1', Buffer.from(canonical, 'utf8'), key).toString('base64');
  const signature =
    `<ds:Signature xmlns:ds="${DS}">${signedInfo('')}<ds:SignatureValue>${value}</ds:SignatureValue>` +
    `<ds:KeyInfo><ds:KeyName>${certificate.serialNumber}</ds:KeyName><ds:X509Data><ds:X509Certificate>` +
    `${certificate.raw.toString('base64')}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></ds:Signature>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.slice(0, close)}${signature}${xml.slice(close)}`;
}

const empty = (name: string, attributes: string): string => `<${name} ${attributes}></${name}>`;
