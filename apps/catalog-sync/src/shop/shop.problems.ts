import type { ProblemPage } from '@pinglu/platform';

export const shopProblems: readonly ProblemPage[] = [
  {
    code: 'shop-not-found',
    title: 'There is no such shop',
    meaning: 'No shop has this id, it belongs to another merchant, or the news of its connection has not arrived yet.',
    remedy: 'Check the id with `GET /api/v1/shops`; repeat after a few seconds when the shop was just connected.',
  },
  {
    code: 'shop-not-connected',
    title: 'The shop is not connected',
    meaning: 'The merchant has not, or no longer, consented that this shop is worked for.',
    remedy: 'Connect the shop again.',
  },
];
