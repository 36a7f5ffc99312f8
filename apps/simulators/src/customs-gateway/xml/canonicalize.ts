import type { XmlAttribute, XmlElement } from './element.js';

/**
 * Canonical XML 1.0 without comments (REC-xml-c14n-20010315) of an element, leaving out one descendant: what the
 * enveloped-signature transform does. When the element is not the root, the namespaces in scope are written on it.
 */
export function canonicalize(element: XmlElement, without?: XmlElement): string {
  return write(element, new Map([['', '']]), without);
}

function write(element: XmlElement, written: ReadonlyMap<string, string>, without: XmlElement | undefined): string {
  if (element === without) return '';
  const fresh = [...element.scope].filter(([prefix, uri]) => prefix !== 'xml' && (written.get(prefix) ?? null) !== uri);
  const namespaces = fresh
    .sort(([left], [right]) => compare(left, right))
    .map(([prefix, uri]) => ` ${prefix === '' ? 'xmlns' : `xmlns:${prefix}`}="${attributeText(uri)}"`);
  const attributes = [...element.attributes]
    .sort(byName)
    .map(({ name, value }) => ` ${name}="${attributeText(value)}"`);
  const inside = new Map([...written, ...fresh]);
  const content = element.children.map((child) =>
    typeof child === 'string' ? characterData(child) : write(child, inside, without),
  );
  return `<${element.name}${namespaces.join('')}${attributes.join('')}>${content.join('')}</${element.name}>`;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);
const byName = (left: XmlAttribute, right: XmlAttribute): number =>
  compare(left.uri, right.uri) || compare(left.local, right.local);

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\t': '&#x9;',
  '\n': '&#xA;',
  '\r': '&#xD;',
};
const characterData = (text: string): string => text.replace(/[&<>\r]/g, (character) => escapes[character]!);
const attributeText = (text: string): string => text.replace(/[&<"\t\n\r]/g, (character) => escapes[character]!);
