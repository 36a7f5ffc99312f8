import type { Declarant } from '../../declarant/declarant.js';
import type { AppType } from '../document.js';
import type { Parcel } from '../parcel.js';
import type { ParcelGoods } from './goods.js';

/** The two identifiers of a message: its own, and that of the one document in it, which receipts name. */
export interface Guids {
  readonly message: string;
  readonly document: string;
}

/** What the three messages are written from. */
export interface DocumentFacts extends ParcelGoods {
  readonly parcel: Parcel;
  readonly declarant: Declarant;
  readonly listNo: string;
  readonly orderNo: string;
  readonly platformName: string;
  /** Customs code of the country. */
  readonly destination: string;
  readonly now: Date;
}

export type MessageWriter = (facts: DocumentFacts, document: Guids & { readonly appType: AppType }) => string;
