/** What an element holds: text, or elements by name; an array stands for several elements of the name. */
export type XmlContent = string | { readonly [name: string]: XmlContent | readonly XmlContent[] | undefined };

const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Writes an element. A content of undefined writes nothing. */
export function writeXml(name: string, content: XmlContent, attributes: Readonly<Record<string, string>> = {}): string {
  const written = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${escape(value).replace(/"/g, '&quot;')}"`,
  );
  const body = typeof content === 'string' ? escape(content) : Object.entries(content).map(writeAll).join('');
  return `<${name}${written.join('')}>${body}</${name}>`;
}

function writeAll([name, content]: [string, XmlContent | readonly XmlContent[] | undefined]): string {
  if (content === undefined) return '';
  const all: readonly XmlContent[] = Array.isArray(content)
    ? (content as readonly XmlContent[])
    : [content as XmlContent];
  return all.map((one) => writeXml(name, one)).join('');
}
