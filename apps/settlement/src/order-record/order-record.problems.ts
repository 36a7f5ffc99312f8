import type { ProblemPage } from '@pinglu/platform';

export const orderRecordProblems: readonly ProblemPage[] = [
  {
    code: 'order-finance-not-found',
    title: 'Nothing is known of the money of this order',
    meaning: 'Neither an order with this number nor a line of a statement is known, or they belong to somebody else.',
    remedy: 'Check marketplace and order number. An order that was placed a moment ago may take some seconds.',
  },
];
