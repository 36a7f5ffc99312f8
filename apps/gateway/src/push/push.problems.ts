import type { ProblemPage } from '@pinglu/platform';

export const pushProblems: readonly ProblemPage[] = [
  {
    code: 'push-forged',
    title: 'The push is not from the marketplace',
    meaning: 'The signature is missing, or was not made with the secret of our app over exactly the bytes of the body.',
    remedy: 'Compare app key and secret with those at the marketplace. Do not let a proxy rewrite the body.',
  },
  {
    code: 'push-stale',
    title: 'The push is too old',
    meaning: 'The time in the push is further away from ours than a fresh push can be.',
    remedy: 'Set the clock of the machine. Orders missed meanwhile are found by polling.',
  },
  {
    code: 'push-malformed',
    title: 'The push is no message',
    meaning: 'The body is signed correctly and is not a message in the form that the marketplace documents.',
    remedy: 'Look whether the marketplace announced another form of message.',
  },
  {
    code: 'push-too-large',
    title: 'The push is too large',
    meaning: 'The body has more bytes than a message of a marketplace ever has.',
    remedy: 'Nothing was stored. Send a message of at most 262144 bytes.',
  },
];
