import { customsOrderNo, type Parcel } from '../parcel.js';
import { destinationOf } from '../../code-list/codes.js';
import type { Declarant, SendingFirm } from '../../declarant/declarant.js';
import type { AppType, DocumentKind } from '../document.js';
import type { Problem } from '../problem.js';
import { checkParcel, type Items } from './check-parcel.js';
import type { DocumentFacts, Guids, MessageWriter } from './document-facts.js';
import { goodsOf } from './goods.js';
import { listMessage } from './list-message.js';
import { orderMessage } from './order-message.js';
import { waybillMessage } from './waybill-message.js';

/** Everything that the documents of a parcel are made from: one snapshot for all three. */
export interface Draft {
  readonly parcel: Parcel;
  readonly items: Items;
  readonly declarant: Declarant | null;
  /** Our own number of the list. */
  readonly listNo: string;
  readonly guids: Readonly<Record<DocumentKind, Guids>>;
  readonly appTypes: Readonly<Record<DocumentKind, AppType>>;
  readonly now: Date;
}

export interface BuiltDocument extends Guids {
  readonly kind: DocumentKind;
  readonly appType: AppType;
  /** Who sends and signs it. */
  readonly sender: SendingFirm;
  /** In canonical form, unsigned. */
  readonly xml: string;
}

export type Built = { readonly documents: readonly BuiltDocument[] } | { readonly problems: readonly Problem[] };

/** Makes order, waybill and list of a parcel, or says everything that stands in the way. Pure. */
export function buildDeclaration(draft: Draft): Built {
  const { parcel, items, declarant, guids, appTypes } = draft;
  const problems = checkParcel(parcel, items, declarant);
  if (problems.length > 0 || declarant === null) return { problems };
  const facts: DocumentFacts = {
    ...goodsOf(parcel, items, declarant),
    parcel,
    declarant,
    listNo: draft.listNo,
    orderNo: customsOrderNo(parcel),
    platformName: platformName(parcel),
    destination: destinationOf(parcel.country)!.code,
    now: draft.now,
  };
  const make = (kind: DocumentKind, sender: SendingFirm, write: MessageWriter): BuiltDocument => ({
    kind,
    sender,
    appType: appTypes[kind],
    ...guids[kind],
    xml: write(facts, { ...guids[kind], appType: appTypes[kind] }),
  });
  return {
    documents: [
      make('order', declarant.seller, orderMessage),
      make('waybill', declarant.carrier, waybillMessage),
      make('list', declarant.agent, listMessage),
    ],
  };
}

/** "Lazada Thailand". A foreign platform has a name and no code in China. */
const platformName = ({ marketplace, country }: Parcel): string =>
  `${marketplace.charAt(0).toUpperCase()}${marketplace.slice(1)} ${destinationOf(country)!.name}`;
