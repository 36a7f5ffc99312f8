import type { ProblemPage } from '@pinglu/platform';

const consentAgain = 'Ask for a new authorization at `POST /api/v1/shops/authorizations`, and consent again.';

export const shopProblems: readonly ProblemPage[] = [
  {
    code: 'shop-not-found',
    title: 'No such shop',
    meaning: 'No shop has this id, or it belongs to another merchant.',
    remedy: 'List the shops to find its id.',
  },
  {
    code: 'marketplace-not-configured',
    title: 'The marketplace is not set up here',
    meaning: 'This installation has no app on the marketplace, so nobody can consent to it.',
    remedy: 'The operator sets key and secret of the app in the environment of the gateway.',
  },
  {
    code: 'shop-merchant-missing',
    title: 'For which merchant?',
    meaning: 'The caller is an operator, who belongs to no merchant, and did not name one.',
    remedy: 'Send `merchantId`, or use an API key of the merchant.',
  },
  {
    code: 'authorization-state-invalid',
    title: 'The state is not valid',
    meaning: 'The `state` was not made here, was used already, or is more than 30 minutes old.',
    remedy: consentAgain,
  },
  {
    code: 'consent-refused',
    title: 'The consent was refused',
    meaning: 'The marketplace does not accept the code: it was used already, is too old, or is for another app.',
    remedy: consentAgain,
  },
  {
    code: 'consent-for-another-country',
    title: 'The consent is for another country',
    meaning: 'The seller consented with an account that sells in another country than the one asked for.',
    remedy: 'Sign in to the marketplace with an account of the country, or ask for the other country.',
  },
  {
    code: 'shop-taken',
    title: 'The shop belongs to another merchant',
    meaning: 'The same seller account was connected before by another merchant of this installation.',
    remedy: 'Use the other merchant’s API key, or consent with another seller account.',
  },
  {
    code: 'shop-disconnected',
    title: 'The shop is disconnected',
    meaning: 'Its consent ended or was taken back, so nothing can be done in its name.',
    remedy: consentAgain,
  },
  {
    code: 'shop-token-expired',
    title: 'No access token for now',
    meaning: 'The access token ended and the marketplace could not be asked for a new one.',
    remedy: 'Try again after a few seconds.',
  },
  {
    code: 'marketplace-unreachable',
    title: 'The marketplace does not answer',
    meaning: 'The marketplace could not be reached, or its answer made no sense.',
    remedy: 'Try again after a few minutes; a consent must then be given anew.',
  },
];
