import { attributeOf, elementsOf, textOf, type XmlElement } from '../xml/element.js';
import type { BusinessDocument, BusinessMessage, FieldValues } from './business-message.js';
import { faultOf, type Field } from './field.js';
import { baseTransferFields, kindOfRoot, type MessageKind } from './message-kind.js';

export const CEB = 'http://www.chinaport.gov.cn/ceb';
export const DS = 'http://www.w3.org/2000/09/xmldsig#';
const MOST_DOCUMENTS = 100;
const MOST_LINES = 100;

/** The message does not meet the schema. `element` is where it stopped; the text is what CEB900 tells the sender. */
export class SchemaFault extends Error {
  constructor(
    readonly element: string,
    what: string,
  ) {
    super(`cvc: element '${element}' ${what}`);
  }
}

/**
 * Checks a business message against the schema as we know it (order of elements, presence, lengths, forms) and reads it.
 * @throws SchemaFault
 */
export function readMessage(root: XmlElement): BusinessMessage {
  const kind = root.uri === CEB ? kindOfRoot(root.local) : undefined;
  if (!kind) throw new SchemaFault(root.local, 'is no message that this gateway knows');
  const guid = attributeOf(root, 'guid') ?? '';
  if ([...guid].length !== 36) throw new SchemaFault(root.local, 'must have a guid of 36 characters');
  const version = attributeOf(root, 'version') ?? '';
  if (version.length < 1 || version.length > 10) throw new SchemaFault(root.local, 'must have a version');
  const children = elementsOf(root);
  const documents = takeWhile(children, kind.document).map((element) => readDocument(element, kind));
  if (documents.length < 1 || documents.length > MOST_DOCUMENTS) {
    throw new SchemaFault(kind.document, `must occur 1 to ${MOST_DOCUMENTS} times`);
  }
  const [transfer, ...rest] = children.slice(documents.length);
  if (transfer?.local !== 'BaseTransfer') throw new SchemaFault('BaseTransfer', 'must follow the documents, once');
  const { copCode, copName, dxpId, dxpMode } = readFields(transfer, baseTransferFields);
  if (dxpMode !== 'DXP') throw new SchemaFault('dxpMode', 'must be DXP');
  const signature = readRest(rest);
  return {
    kind,
    guid,
    documents,
    transfer: { copCode: copCode!, copName: copName!, dxpId: dxpId! },
    root,
    signature,
  };
}

function readRest(rest: readonly XmlElement[]): XmlElement | undefined {
  const after = rest.slice(takeWhile(rest, 'BaseSubscribe').length);
  const signature = after[0]?.uri === DS && after[0].local === 'Signature' ? after[0] : undefined;
  const left = after.slice(signature ? 1 : 0);
  if (left.length > 1 || (left.length === 1 && left[0]!.local !== 'ExtendMessage')) {
    throw new SchemaFault(left[0]!.local, 'is not expected here');
  }
  return signature;
}

function readDocument(element: XmlElement, kind: MessageKind): BusinessDocument {
  if (kind.head === null) return { head: readFields(element, kind.headFields), lines: [] };
  const [head, ...lines] = elementsOf(element);
  if (head?.local !== kind.head) throw new SchemaFault(kind.head, `must come first in ${kind.document}`);
  const wrong = lines.find(({ local }) => local !== kind.line);
  if (wrong) throw new SchemaFault(wrong.local, 'is not expected here');
  if (lines.length < 1 || lines.length > MOST_LINES) {
    throw new SchemaFault(kind.line!, `must occur 1 to ${MOST_LINES} times`);
  }
  return {
    head: readFields(head, kind.headFields),
    lines: lines.map((line) => readFields(line, kind.lineFields)),
  };
}

/** An xs:sequence: the fields in their order, each at most once, none besides. */
function readFields(element: XmlElement, fields: readonly Field[]): FieldValues {
  const values: Record<string, string> = {};
  const children = elementsOf(element);
  let at = 0;
  for (const field of fields) {
    const child = children[at];
    if (child?.local !== field.name || child.uri !== CEB) {
      if (field.required) throw new SchemaFault(field.name, `is missing in ${element.local}, or not in its place`);
      continue;
    }
    const value = textOf(child);
    const fault = faultOf(field, value);
    if (fault !== undefined) throw new SchemaFault(field.name, `of ${element.local}: ${fault}`);
    values[field.name] = value;
    at += 1;
  }
  const extra = children[at];
  if (extra) throw new SchemaFault(extra.local, `is not expected in ${element.local}, or not in its place`);
  return values;
}

function takeWhile(elements: readonly XmlElement[], local: string): readonly XmlElement[] {
  const end = elements.findIndex((element) => element.local !== local || element.uri !== CEB);
  return end < 0 ? elements : elements.slice(0, end);
}
