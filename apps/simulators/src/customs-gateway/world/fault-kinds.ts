/**
 * What can be planted, each with the fields of its own. The first five strike at calls (`path` is the path of the call),
 * the others at documents: there `path` is the beginning of the order number, or of the waybill number for a waybill.
 * A planted refusal reads exactly like one that the rules give.
 */
export const faultKinds: Readonly<Record<string, readonly string[]>> = {
  throttle: [],
  'error-before-commit': [],
  'error-after-commit': [],
  latency: ['ms'],
  'late-answer': ['ms'],
  'wrong-hs-code': [],
  'weight-missing': [],
  duplicate: [],
  'price-mismatch': [],
  'signature-refused': [],
  'schema-refused': [],
  'send-failed': [],
  'manual-review': [],
  inspection: [],
  'receipt-drop': [],
  'receipt-duplicate': [],
  'receipt-delay': ['ms'],
};
