import { create } from 'xmlbuilder2';
import type { SendingFirm } from '../../declarant/declarant.js';
import { messageTypeOf, type AppType, type DocumentKind } from '../document.js';
import { beijingTime } from './beijing-time.js';
import type { Guids } from './document-facts.js';

export const CEB = 'http://www.chinaport.gov.cn/ceb';
/** What a foreign platform that has no code writes. */
export const NO_CODE = '无';

/** Fields by name in the order of the schema; null is left out, because an empty optional field fails it. */
export type Fields = Readonly<Record<string, string | null>>;

export interface MessageParts {
  readonly kind: DocumentKind;
  readonly guid: string;
  readonly sender: SendingFirm;
  /** Content of the document element. */
  readonly document: Readonly<Record<string, object>>;
}

/**
 * Writes a message in the form that canonicalisation would give it (no declaration, no empty-element tags, no space
 * between elements), so that what is signed is what is sent, byte for byte.
 */
export function messageXml({ kind, guid, sender, document }: MessageParts): string {
  const transfer = element({ copCode: sender.code, copName: sender.name, dxpMode: 'DXP', dxpId: sender.dxpId });
  return create({
    [`ceb:${messageTypeOf[kind]}`]: {
      '@xmlns:ceb': CEB,
      '@guid': guid,
      '@version': '1.0',
      ...document,
      'ceb:BaseTransfer': transfer,
    },
  }).end({ headless: true, allowEmptyTags: true });
}

/** Gives each field its namespace's prefix. */
export const element = (fields: Fields): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [[`ceb:${name}`, value]])),
  );

/** What every document begins with. Status 2: declare it, do not just keep it. */
export const heading = ({ document, appType }: Guids & { appType: AppType }, now: Date): Fields => ({
  guid: document,
  appType,
  appTime: beijingTime(now).seconds,
  appStatus: '2',
});
