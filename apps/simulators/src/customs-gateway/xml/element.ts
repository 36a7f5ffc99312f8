/** An attribute that is no namespace declaration. */
export interface XmlAttribute {
  readonly name: string;
  readonly local: string;
  readonly uri: string;
  readonly value: string;
}

/** An element as a canonicaliser needs it: names as written, and the namespaces they stand for. */
export interface XmlElement {
  /** As written, with its prefix. */
  readonly name: string;
  readonly local: string;
  /** Empty when the element is in no namespace. */
  readonly uri: string;
  readonly attributes: readonly XmlAttribute[];
  /** Every namespace in scope here, declared here or above: prefix ('' is the default one) → address. */
  readonly scope: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
}

export const elementsOf = (element: XmlElement): XmlElement[] =>
  element.children.filter((child): child is XmlElement => typeof child !== 'string');

/** All text directly inside the element. */
export const textOf = (element: XmlElement): string =>
  element.children.filter((child): child is string => typeof child === 'string').join('');

export const childOf = (element: XmlElement | undefined, local: string): XmlElement | undefined =>
  element && elementsOf(element).find((child) => child.local === local);

/** Text of the element that a path of local names leads to; undefined when it is not there. */
export function textAt(element: XmlElement, ...path: readonly string[]): string | undefined {
  const found = path.reduce<XmlElement | undefined>(childOf, element);
  return found && textOf(found);
}

export const attributeOf = (element: XmlElement, name: string): string | undefined =>
  element.attributes.find((attribute) => attribute.name === name)?.value;
