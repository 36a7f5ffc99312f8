import type { ProblemPage } from '@pinglu/platform';

export const apiKeyProblems: readonly ProblemPage[] = [
  {
    code: 'api-key-not-found',
    title: 'No such API key',
    meaning: 'No API key of this merchant has this id.',
    remedy: 'List the keys of the merchant to find its id.',
  },
  {
    code: 'api-key-already-revoked',
    title: 'The API key is revoked already',
    meaning: 'Somebody revoked the key before; it is not accepted any more.',
    remedy: 'Nothing needs to be done.',
  },
  {
    code: 'role-not-grantable',
    title: 'This role cannot be given',
    meaning: 'Operators belong to no merchant, and their keys are not issued over this API.',
    remedy: 'Choose merchant, warehouse, finance or broker.',
  },
  {
    code: 'scopes-not-grantable',
    title: 'These scopes cannot be given',
    meaning: 'A key has at most the scopes of its role, and at most those of the key that issues it.',
    remedy: 'Leave out the scopes named in `detail`, or issue the key with a key that has them.',
  },
  {
    code: 'merchant-suspended',
    title: 'The merchant is suspended',
    meaning: 'An operator suspended the merchant this API key belongs to; its keys are refused until it is resumed.',
    remedy: 'Talk to the operator.',
  },
];
