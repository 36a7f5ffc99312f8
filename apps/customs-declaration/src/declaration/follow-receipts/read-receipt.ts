import { ExchangeContractError } from '../../exchange/customs-exchange.js';
import { all, at, readXml, textOf, type XmlNode } from '../../exchange/read-xml.js';
import { fromBeijingTime } from '../build-declaration/beijing-time.js';

/** What one receipt says of one document. */
export interface ReceiptEntry {
  /** Which document, by its own id; null when only the message is known (CEB900). Lower case. */
  readonly documentId: string | null;
  /** Number of the message that is answered; null when the receipt names the document. */
  readonly answersMessage: string | null;
  /** returnStatus. */
  readonly code: string;
  readonly at: Date;
  readonly text: string;
  /** The number that customs gave the list, once it has. */
  readonly listNumber: string | null;
}

export interface ReceiptMessage {
  /** The receipt's own id: a repeated delivery has the same one. */
  readonly messageId: string;
  readonly entries: readonly ReceiptEntry[];
  readonly xml: string;
}

/** Receipts by the name of their root: the element that stands for one document. */
const entryOf: Readonly<Record<string, string>> = {
  CEB304Message: 'OrderReturn',
  CEB506Message: 'LogisticsReturn',
  CEB604Message: 'InventoryReturn',
  CEB900Message: 'MessageReturn',
};

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STATUS = /^-?\d{1,10}$/;
const LONGEST_TEXT = 2000;

/** Reads a receipt of customs or of the exchange. @throws ExchangeContractError when it is none that we know */
export function readReceipt(xml: string): ReceiptMessage {
  const document = readXml(xml);
  const root = Object.keys(entryOf).find((name) => at(document, name) !== undefined);
  if (root === undefined) throw new ExchangeContractError('A message in the mailbox is no receipt that we know.');
  const message = at(document, root);
  const entries = all(message, entryOf[root]!).map((entry) => readEntry(entry, root === 'CEB900Message'));
  if (entries.length === 0) throw new ExchangeContractError('A receipt answers nothing.');
  return { messageId: idOf(textOf(at(message, '@guid'))), entries, xml };
}

function readEntry(entry: XmlNode, isAboutMessage: boolean): ReceiptEntry {
  const field = (name: string): string | undefined => textOf(at(entry, name));
  const code = field('returnStatus') ?? '';
  if (!STATUS.test(code)) throw new ExchangeContractError('A receipt has no returnStatus that we know.');
  const instant = fromBeijingTime(field('returnTime') ?? '');
  if (!instant) throw new ExchangeContractError('A receipt has no returnTime that we know.');
  return {
    documentId: isAboutMessage ? null : idOf(field('guid')),
    answersMessage: isAboutMessage ? idOf(field('oriCopMsgId')) : null,
    code,
    at: instant,
    text: printable(field('returnInfo') ?? ''),
    listNumber: field('invtNo')?.trim() || null,
  };
}

function idOf(text: string | undefined): string {
  const id = (text ?? '').trim().toLowerCase();
  if (!UUID.test(id)) throw new ExchangeContractError('A receipt names nothing by an id of ours.');
  return id;
}

/** Events carry no control characters. */
const printable = (text: string): string => [...text.replace(/\p{Cc}/gu, ' ')].slice(0, LONGEST_TEXT).join('');
