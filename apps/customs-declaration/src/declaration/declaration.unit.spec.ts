import { newId, type DeclarationId } from '@pinglu/kernel';
import { listNoOf, statusAfter } from './declaration.js';
import { appTypeAfter, statusAfterReceipt, type DocumentStatus } from './document.js';

describe('the status of a declaration', () => {
  it.each([
    ['drafted', 'documents_sent', 'sent'],
    ['drafted', 'document_refused', 'refused'],
    ['drafted', 'list_released', 'released'],
    ['sent', 'list_released', 'released'],
    ['sent', 'document_refused', 'refused'],
    ['refused', 'resubmitted', 'drafted'],
    ['refused', 'list_released', undefined],
    ['refused', 'documents_sent', undefined],
    ['released', 'document_refused', undefined],
    ['released', 'documents_sent', undefined],
    ['released', 'resubmitted', undefined],
    ['sent', 'resubmitted', undefined],
  ] as const)('%s, when %s, becomes %s', (status, signal, after) => {
    expect(statusAfter(status, signal)).toBe(after);
  });

  it('has a list number of at most 30 characters, its own and always the same', () => {
    const ids = Array.from({ length: 1_000 }, () => newId<DeclarationId>());
    expect(new Set(ids.map(listNoOf)).size).toBe(1_000);
    for (const id of ids) expect(listNoOf(id)).toMatch(/^PL[0-9A-Z]{1,28}$/);
    expect(listNoOf(ids[0]!)).toBe(listNoOf(ids[0]!));
  });
});

describe('the status of a document', () => {
  const follow = (codes: readonly string[], from: DocumentStatus = 'in_exchange'): DocumentStatus =>
    codes.reduce<DocumentStatus>((status, code) => statusAfterReceipt(status, code) ?? status, from);

  it.each<[string, string[], DocumentStatus]>([
    ['climbs to release', ['2', '3', '120', '399', '800'], 'released'],
    ['climbs to departure', ['2', '3', '120', '399', '800', '899'], 'closed'],
    ['is not led back by receipts out of order', ['800', '399', '120', '3', '2'], 'released'],
    ['is not moved by a repetition', ['2', '2', '3', '3'], 'at_customs'],
    ['waits out a failed sending', ['2', '4', '3'], 'at_customs'],
    ['passes a review', ['2', '3', '120', '300', '399'], 'audited'],
    ['passes an inspection', ['2', '3', '120', '399', '500', '800'], 'released'],
    ['is refused at customs', ['2', '3', '100'], 'refused'],
    ['is refused after an inspection', ['2', '3', '120', '399', '500', '100'], 'refused'],
    ['is refused at the e-port', ['-304001'], 'refused'],
    ['is not refused once it was released', ['2', '3', '120', '399', '800', '100'], 'released'],
    ['stays refused', ['100', '120', '800'], 'refused'],
    ['is not moved by an error once customs has it', ['2', '3', '-604001'], 'at_customs'],
    ['is not moved by what nobody knows', ['2', '77', 'constructor', ''], 'accepted'],
  ])('%s', (_case, codes, status) => {
    expect(follow(codes)).toBe(status);
  });

  it('is moved by a receipt that overtook our own note', () => {
    expect(follow(['2'], 'sending')).toBe('accepted');
  });

  it.each<[DocumentStatus[], string]>([
    [[], '1'],
    [['refused'], '1'],
    [['waiting'], '1'],
    [['stored'], '2'],
    [['stored', 'refused'], '2'],
  ])('after %j the next one is of type %s', (earlier, type) => {
    expect(appTypeAfter(earlier)).toBe(type);
  });
});
