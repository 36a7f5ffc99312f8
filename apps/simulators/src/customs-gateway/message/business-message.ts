import type { XmlElement } from '../xml/element.js';
import type { MessageKind } from './message-kind.js';

export type FieldValues = Readonly<Record<string, string>>;

/** One document of a message that has passed the schema. */
export interface BusinessDocument {
  readonly head: FieldValues;
  readonly lines: readonly FieldValues[];
}

export interface BaseTransfer {
  readonly copCode: string;
  readonly copName: string;
  readonly dxpId: string;
}

export interface BusinessMessage {
  readonly kind: MessageKind;
  readonly guid: string;
  readonly documents: readonly BusinessDocument[];
  readonly transfer: BaseTransfer;
  /** The whole message, and the signature in it: what a digest is taken of. */
  readonly root: XmlElement;
  readonly signature: XmlElement | undefined;
}
