import type { ProblemPage } from '@pinglu/platform';

export const declarationProblems: readonly ProblemPage[] = [
  {
    code: 'declaration-not-found',
    title: 'There is no such declaration',
    meaning: 'No declaration has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the declarations to find the right id.',
  },
  {
    code: 'declaration-not-refused',
    title: 'The declaration is not refused',
    meaning: 'Only what customs, or our own check before sending, refused can be resubmitted.',
    remedy: 'Read the declaration: while it is drafted or sent, wait for customs; released needs nothing.',
  },
  {
    code: 'document-not-found',
    title: 'There is no such document',
    meaning: 'A declaration has an order, a waybill and a list, once nothing stands in the way of making them.',
    remedy: 'Read the problems of the declaration, mend them and resubmit.',
  },
  {
    code: 'declarant-not-found',
    title: 'No firms are set that declare for you',
    meaning: 'Nobody has set seller, carrier, agent and customs offices of this merchant.',
    remedy: 'Send them with `PUT /api/v1/declarant` and `If-Match: *`.',
  },
  {
    code: 'declarant-of-operator',
    title: 'An operator declares nothing',
    meaning: 'The firms that declare belong to one merchant, and an operator is none.',
    remedy: 'Use an API key of the merchant.',
  },
  {
    code: 'customs-exchange-unavailable',
    title: 'The customs exchange does not answer',
    meaning: 'Nothing was sent.',
    remedy: 'Nothing needs to be done: it is tried again.',
  },
  {
    code: 'customs-outcome-unknown',
    title: 'The customs exchange did not say whether it took a message',
    meaning: 'The connection broke after the message had left.',
    remedy: 'Nothing needs to be done: the exchange is asked before anything is sent again.',
  },
];
