import type { ProblemPage } from '@pinglu/platform';

export const shipmentProblems: readonly ProblemPage[] = [
  {
    code: 'shipment-not-found',
    title: 'There is no such shipment',
    meaning: 'No shipment has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the shipments, by `orderNumber` for example, to find the right id.',
  },
];
