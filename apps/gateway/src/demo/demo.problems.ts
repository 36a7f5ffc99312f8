import type { ProblemPage } from '@pinglu/platform';

export const demoProblems: readonly ProblemPage[] = [
  {
    code: 'simulator-unreachable',
    title: 'The simulator does not answer',
    meaning: 'The demo is switched on, and the simulator it needs could not be reached.',
    remedy: 'Start the simulator, or unset DEMO_SIMULATOR_URL.',
  },
  {
    code: 'demo-order-refused',
    title: 'The simulator did not place the order',
    meaning: 'The simulator answered that a buyer could not order this: unknown shop, unknown SKU, or sold out.',
    remedy: 'The reason is in `detail`. Choose a SKU that is listed and in stock.',
  },
];
