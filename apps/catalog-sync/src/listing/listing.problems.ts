import type { ProblemPage } from '@pinglu/platform';

export const listingProblems: readonly ProblemPage[] = [
  {
    code: 'listing-not-found',
    title: 'There is no such listing',
    meaning: 'No listing has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the listings; `shopId=` and `productId=` narrow the list down.',
  },
];
