import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { currentTransaction } from '@pinglu/platform';
import { SendBell } from '../../job/bells.js';
import { DraftDocuments } from '../build-declaration/draft-documents.js';
import { ChangeDeclaration } from '../change-declaration.js';
import { statusAfter, type Declaration } from '../declaration.js';
import { DeclarationRepository } from '../declaration.repository.js';
import { DocumentRepository } from '../document.repository.js';

/** Makes the documents of a refused declaration anew from what is known now, as its next attempt. */
@Injectable()
export class Redraft {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly documents: DocumentRepository,
    private readonly drafts: DraftDocuments,
    private readonly change: ChangeDeclaration,
    private readonly bell: SendBell,
    private readonly clock: Clock,
  ) {}

  /** @param refused as locked by the caller. When something is still in the way, it stays refused, for the new reasons. */
  async apply(refused: Declaration, cause?: DomainEvent): Promise<Declaration> {
    const status = statusAfter(refused.status, 'resubmitted');
    if (status === undefined) return refused;
    const next: Declaration = {
      ...refused,
      status,
      attempt: refused.attempt + 1,
      problems: [],
      listNumber: null,
      sentAt: null,
      changedAt: this.clock.now(),
    };
    const draft = await this.drafts.draft(next);
    if ('problems' in draft) {
      const facts = { problems: draft.problems };
      return this.change.apply(next, { signal: 'not_declarable', facts, ...(cause && { cause }) });
    }
    await this.declarations.update(next);
    await this.declarations.planSending(next.id, this.clock.now());
    await this.documents.add(draft.documents);
    currentTransaction().afterCommit(() => this.bell.ring());
    return next;
  }
}
