import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@pinglu/kernel';
import { DeclarantRepository } from '../../declarant/declarant.repository.js';
import { ItemRepository } from '../../product/item.repository.js';
import type { Declaration } from '../declaration.js';
import {
  appTypeAfter,
  documentKinds,
  written,
  type AppType,
  type DeclarationDocument,
  type DocumentKind,
} from '../document.js';
import { DocumentRepository } from '../document.repository.js';
import type { Problem } from '../problem.js';
import { buildDeclaration } from './build-declaration.js';
import type { Guids } from './document-facts.js';

/** Makes the documents of the attempt at hand from what is known now, and keeps them; or says what is in the way. */
@Injectable()
export class DraftDocuments {
  constructor(
    private readonly items: ItemRepository,
    private readonly declarants: DeclarantRepository,
    private readonly documents: DocumentRepository,
    private readonly clock: Clock,
  ) {}

  /** For `buildDeclaration`, with everything it needs; nothing is written. */
  async draft(
    declaration: Declaration,
  ): Promise<{ documents: DeclarationDocument[] } | { problems: readonly Problem[] }> {
    const { merchantId, lines, attempt, id } = declaration;
    const now = this.clock.now();
    const earlier = attempt === 1 ? [] : await this.documents.ofDeclaration(id);
    const ids = byKind(() => ({ message: newId(now.getTime()), document: newId(now.getTime()) }));
    const built = buildDeclaration({
      parcel: declaration,
      items: await this.items.findAll(
        merchantId,
        lines.map(({ sellerSku }) => sellerSku),
      ),
      declarant: (await this.declarants.find(merchantId))?.settings ?? null,
      listNo: declaration.listNo,
      guids: byKind((kind): Guids => ({ message: written(ids[kind].message), document: written(ids[kind].document) })),
      appTypes: byKind((kind): AppType =>
        appTypeAfter(earlier.filter((document) => document.kind === kind).map(({ status }) => status)),
      ),
      now,
    });
    if ('problems' in built) return built;
    return {
      documents: built.documents.map(({ kind, appType, sender, xml }) => ({
        messageId: ids[kind].message,
        documentId: ids[kind].document,
        merchantId,
        declarationId: id,
        attempt,
        kind,
        appType,
        sender,
        status: 'waiting',
        xml,
        sentAt: null,
      })),
    };
  }
}

const byKind = <T>(make: (kind: DocumentKind) => T): Record<DocumentKind, T> => {
  const [order, waybill, list] = documentKinds;
  return { order: make(order), waybill: make(waybill), list: make(list) };
};
