import { XMLParser } from 'fast-xml-parser';
import { ExchangeContractError } from './customs-exchange.js';
import { isWellFormed } from './well-formed.js';

/** What an element holds: text, or elements by local name; an element that stands several times is an array. */
export type XmlNode = string | { readonly [name: string]: XmlNode | readonly XmlNode[] | undefined };

// Entities are off: the parser expands none, of the document or its own, and a document type is refused before it.
const parser = new XMLParser({
  processEntities: false,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  trimValues: false,
});

const MOST_CHARACTERS = 20_000_000;

/** Reads a document of another party. @throws ExchangeContractError when it is not XML, or declares a document type */
export function readXml(text: string): XmlNode {
  if (text.length > MOST_CHARACTERS) throw new ExchangeContractError('The exchange sent a message that is too large.');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    throw new ExchangeContractError('The exchange sent a message with a document type, which is never read.');
  }
  if (!isWellFormed(text)) {
    throw new ExchangeContractError('The exchange sent a message that is not XML.');
  }
  return parser.parse(text) as XmlNode;
}

/** The element that a path leads to; of several that stand there, the first. */
export function at(node: XmlNode | undefined, ...path: readonly string[]): XmlNode | undefined {
  return path.reduce<XmlNode | undefined>((here, name) => all(here, name)[0], node);
}

/** Every element of this name directly below. */
export function all(node: XmlNode | undefined, name: string): readonly XmlNode[] {
  if (node === undefined || typeof node === 'string') return [];
  const found = node[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly XmlNode[]) : [found as XmlNode];
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of the element, with the five entities of XML itself and character references put back; undefined without one. */
export function textOf(node: XmlNode | undefined): string | undefined {
  const raw = typeof node === 'string' ? node : node?.['#text'];
  if (typeof raw !== 'string') return node === undefined ? undefined : '';
  return raw.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name: string) => {
    if (typeof hex === 'string') return character(Number.parseInt(hex, 16), whole);
    if (typeof decimal === 'string') return character(Number(decimal), whole);
    return Object.hasOwn(named, name) ? named[name]! : whole;
  });
}

const character = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
