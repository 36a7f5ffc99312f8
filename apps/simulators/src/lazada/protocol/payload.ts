import { XMLParser } from 'fast-xml-parser';
import { businessError } from './api-error.js';

/** A node of a payload: fields by name, whether it came as XML or as JSON. */
export type Node = Readonly<Record<string, unknown>>;

// Values stay texts, as XML has nothing else; entities are plain text except the five that XML itself defines.
const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false, trimValues: true, cdataPropName: undefined });

/** The tree below `Request` of a `payload`, XML or JSON. Fails with the codes of product calls. */
export function parsePayload(text: string | undefined): Node {
  if (!text?.trim()) throw businessError(30, 'Empty Request');
  const tree = text.trimStart().startsWith('<') ? parseXml(text) : parseLooseJson(text);
  const request = isNode(tree) ? child(tree, 'Request') : undefined;
  if (!request) throw businessError(1001, 'The payload is not valid JSON structure');
  return request;
}

/**
 * JSON, and also what some clients send in its place: the printed form of a Python dictionary, with single quotes.
 * Undefined when it is neither.
 */
export function parseLooseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return parsePythonLiteral(text);
  }
}

function parsePythonLiteral(text: string): unknown {
  const asJson = text.replaceAll(
    /'((?:[^'\\]|\\.)*)'|"(?:[^"\\]|\\.)*"|\b(True|False|None)\b/g,
    (whole, single, word) => {
      if (typeof single === 'string') return JSON.stringify(single.replaceAll(String.raw`\'`, "'"));
      if (typeof word === 'string') return { True: 'true', False: 'false', None: 'null' }[word] ?? whole;
      return whole;
    },
  );
  try {
    return JSON.parse(asJson) as unknown;
  } catch {
    return undefined;
  }
}

function parseXml(text: string): unknown {
  try {
    return xml.parse(text) as unknown;
  } catch {
    throw businessError(5, 'Invalid Request Format');
  }
}

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A field that is itself a node. Names are compared without case: clients and documents spell them both ways. */
export function child(node: Node, name: string): Node | undefined {
  const value = field(node, name);
  return isNode(value) ? value : undefined;
}

/** A field that may be one thing or a list of them: `Skus.Sku` of XML with one SKU is no list. */
export function children(node: Node | undefined, name: string): unknown[] {
  const value = node && field(node, name);
  if (value === undefined || value === null || value === '') return [];
  return Array.isArray(value) ? value : [value];
}

/** A field's text, or undefined when it is absent or empty. Numbers and booleans become text. */
export function textOf(node: Node | undefined, name: string): string | undefined {
  const value = node && field(node, name);
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function field(node: Node, name: string): unknown {
  if (Object.hasOwn(node, name)) return node[name];
  const wanted = name.toLowerCase();
  const key = Object.keys(node).find((one) => one.toLowerCase() === wanted);
  return key === undefined ? undefined : node[key];
}
