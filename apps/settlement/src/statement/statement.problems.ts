import type { ProblemPage } from '@pinglu/platform';

export const statementProblems: readonly ProblemPage[] = [
  {
    code: 'statement-not-found',
    title: 'There is no such statement',
    meaning: 'No statement has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the statements to find the right id.',
  },
  {
    code: 'foreign-currency',
    title: 'The marketplace booked in another currency',
    meaning: 'A row or a payout is in another currency than the shop trades in, so that the two cannot be added.',
    remedy: 'Check the currency of the shop; connect it again when it was connected for the wrong country.',
  },
];
