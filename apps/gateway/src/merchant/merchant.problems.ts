import type { ProblemPage } from '@pinglu/platform';

export const merchantProblems: readonly ProblemPage[] = [
  {
    code: 'merchant-not-found',
    title: 'No such merchant',
    meaning: 'No merchant has this id, or it belongs to somebody else.',
    remedy: 'Check the id; `GET /api/v1/merchants` lists those your API key may see.',
  },
  {
    code: 'merchant-name-invalid',
    title: 'The name of the merchant is not usable',
    meaning: 'After trimming, a name has 1 to 200 characters, none of them a control character.',
    remedy: 'Send the trading name of the business.',
  },
  {
    code: 'merchant-already-suspended',
    title: 'The merchant is suspended already',
    meaning: 'Somebody suspended the merchant before.',
    remedy: 'Nothing needs to be done.',
  },
  {
    code: 'merchant-not-suspended',
    title: 'The merchant is not suspended',
    meaning: 'Only a suspended merchant can be resumed.',
    remedy: 'Nothing needs to be done.',
  },
];
