import type { XmlAttribute, XmlElement } from './element.js';

/** The text is not XML, or uses a part of XML that a customs message must not use. */
export class XmlError extends Error {}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const NAME = /[\p{L}_][\p{L}\p{N}._:-]*/uy;
const ATTRIBUTE = /\s+([\p{L}_][\p{L}\p{N}._:-]*)\s*=\s*("[^"<]*"|'[^'<]*')/uy;
const XML_NAMESPACE = 'http://www.w3.org/XML/1998/namespace';
const DEEPEST = 40;

/**
 * A strict little parser of our own. It knows no document types and no entities but the five that XML has, so that a
 * message can neither read a file nor grow; and it keeps prefixes, which a signature depends on. Comments are dropped.
 * @throws XmlError
 */
export function parseXml(text: string): XmlElement {
  return new Parser(text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')).document();
}

class Parser {
  private at = 0;

  constructor(private readonly text: string) {}

  document(): XmlElement {
    if (this.text.startsWith('<?xml')) this.skipPast('?>');
    this.skipSpaceAndComments();
    const root = this.element(new Map([['xml', XML_NAMESPACE]]), 0);
    this.skipSpaceAndComments();
    if (this.at !== this.text.length) throw new XmlError('Something follows the root element.');
    return root;
  }

  private element(outer: ReadonlyMap<string, string>, depth: number): XmlElement {
    if (depth > DEEPEST) throw new XmlError(`Elements are nested more than ${DEEPEST} deep.`);
    if (this.text[this.at] !== '<') throw new XmlError('An element was expected.');
    this.at += 1;
    const name = this.take(NAME, 'a name');
    const { attributes, scope } = this.attributes(outer);
    const children: (XmlElement | string)[] = [];
    const close = /\s*(\/?)>/uy;
    close.lastIndex = this.at;
    const end = close.exec(this.text);
    if (!end) throw new XmlError(`The start tag of ${name} does not end.`);
    this.at = close.lastIndex;
    if (end[1] === '') this.content(name, { scope, children, depth });
    return { name, ...resolve(name, scope, true), attributes, scope, children };
  }

  private attributes(outer: ReadonlyMap<string, string>) {
    const given = new Map<string, string>();
    for (;;) {
      ATTRIBUTE.lastIndex = this.at;
      const match = ATTRIBUTE.exec(this.text);
      if (!match) break;
      const [, name = '', quoted = ''] = match;
      if (given.has(name)) throw new XmlError(`The attribute ${name} stands twice.`);
      given.set(name, decode(quoted.slice(1, -1).replace(/[\t\n]/g, ' ')));
      this.at = ATTRIBUTE.lastIndex;
    }
    const scope = new Map(outer);
    for (const [name, value] of given) {
      if (name === 'xmlns') scope.set('', value);
      else if (name.startsWith('xmlns:')) scope.set(name.slice(6), value);
    }
    const attributes: XmlAttribute[] = [...given]
      .filter(([name]) => name !== 'xmlns' && !name.startsWith('xmlns:'))
      .map(([name, value]) => ({ name, value, ...resolve(name, scope, false) }));
    return { attributes, scope };
  }

  private content(
    name: string,
    {
      scope,
      children,
      depth,
    }: { scope: ReadonlyMap<string, string>; children: (XmlElement | string)[]; depth: number },
  ): void {
    for (;;) {
      const next = this.text.indexOf('<', this.at);
      if (next < 0) throw new XmlError(`The element ${name} is not closed.`);
      if (next > this.at) children.push(decode(this.text.slice(this.at, next)));
      this.at = next;
      if (this.text.startsWith('<!--', next)) this.skipPast('-->');
      else if (this.text.startsWith('<![CDATA[', next)) {
        this.at += 9;
        children.push(this.text.slice(this.at, this.skipPast(']]>')));
      } else if (this.text.startsWith('</', next)) break;
      else if (/^<[!?]/.test(this.text.slice(next, next + 2))) {
        throw new XmlError('Document types, entities and processing instructions are not accepted.');
      } else children.push(this.element(scope, depth + 1));
    }
    this.at += 2;
    if (this.take(NAME, 'a name') !== name) throw new XmlError(`The element ${name} is closed by another name.`);
    this.take(/\s*>/uy, 'the end of a closing tag');
  }

  private skipSpaceAndComments(): void {
    for (;;) {
      this.take(/\s*/uy, 'space');
      if (!this.text.startsWith('<!--', this.at)) return;
      this.skipPast('-->');
    }
  }

  /** Answers where the mark begins. */
  private skipPast(mark: string): number {
    const found = this.text.indexOf(mark, this.at);
    if (found < 0) throw new XmlError(`"${mark}" is missing.`);
    this.at = found + mark.length;
    return found;
  }

  private take(pattern: RegExp, what: string): string {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (!match) throw new XmlError(`Expected ${what}.`);
    this.at = pattern.lastIndex;
    return match[0];
  }
}

function resolve(name: string, scope: ReadonlyMap<string, string>, isElement: boolean) {
  const [prefix, local] = name.includes(':') ? (name.split(':', 2) as [string, string]) : ['', name];
  // An attribute without a prefix is in no namespace, whatever the default one is.
  if (prefix === '') return { local, uri: isElement ? (scope.get('') ?? '') : '' };
  const uri = scope.get(prefix);
  if (uri === undefined) throw new XmlError(`The prefix ${prefix} is not declared.`);
  return { local, uri };
}

function decode(text: string): string {
  if (text.includes(']]>')) throw new XmlError('"]]>" stands in text.');
  return text.replace(/&([^;\s&]*;?)/g, (whole, body: string) => {
    const name = body.slice(0, -1);
    const code = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(name);
    if (body.endsWith(';') && code)
      return String.fromCodePoint(Number.parseInt(code[1] ?? code[2]!, code[1] ? 16 : 10));
    const known = body.endsWith(';') && Object.hasOwn(ENTITIES, name) ? ENTITIES[name] : undefined;
    if (known === undefined) throw new XmlError(`The entity ${whole} is not accepted.`);
    return known;
  });
}
