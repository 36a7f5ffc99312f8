import { Injectable } from '@nestjs/common';
import type { DomainEvent } from '@pinglu/contracts';
import { Clock } from '@pinglu/kernel';
import { statusAfter, type Declaration, type Signal } from './declaration.js';
import { DeclarationEvents } from './declaration.events.js';
import { DeclarationRepository } from './declaration.repository.js';

export interface Change {
  readonly signal: Signal;
  readonly facts?: Partial<Pick<Declaration, 'problems' | 'listNumber' | 'attempt'>>;
  readonly cause?: DomainEvent;
}

/** What every change of a status has in common: rule → row and event in one transaction. */
@Injectable()
export class ChangeDeclaration {
  constructor(
    private readonly declarations: DeclarationRepository,
    private readonly events: DeclarationEvents,
    private readonly clock: Clock,
  ) {}

  /** @param before as locked by the caller; given back as it is when the signal changes nothing */
  async apply(before: Declaration, { signal, facts, cause }: Change): Promise<Declaration> {
    const status = statusAfter(before.status, signal);
    if (status === undefined) return before;
    const now = this.clock.now();
    const after: Declaration = {
      ...before,
      ...facts,
      status,
      changedAt: now,
      sentAt: status === 'sent' || status === 'released' ? (before.sentAt ?? now) : before.sentAt,
      releasedAt: status === 'released' ? now : null,
      version: before.version + 1,
    };
    await this.declarations.update(after);
    await this.events.publish(after, cause);
    return after;
  }
}
