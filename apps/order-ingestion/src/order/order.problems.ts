import type { ProblemPage } from '@pinglu/platform';

export const orderProblems: readonly ProblemPage[] = [
  {
    code: 'order-not-found',
    title: 'There is no such order',
    meaning: 'No order has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the orders, by `orderNumber` for example, to find the right id.',
  },
];
