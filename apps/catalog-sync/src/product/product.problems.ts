import type { ProblemPage } from '@pinglu/platform';

export const productProblems: readonly ProblemPage[] = [
  {
    code: 'product-not-found',
    title: 'There is no such product',
    meaning: 'No product has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'List the products to find the right id; `handle=` finds one by its handle.',
  },
  {
    code: 'import-not-found',
    title: 'There is no such import',
    meaning: 'No import has this id, or it belongs to a merchant that the caller may not see.',
    remedy: 'Use the `importId` that the upload of the file was answered with.',
  },
  {
    code: 'import-not-finished',
    title: 'The file is still being read',
    meaning: 'The file of rows that need attention is complete only when the import has ended.',
    remedy: 'Ask for the import until its status is `done` or `failed`, then ask again.',
  },
  {
    code: 'catalog-file-missing',
    title: 'The request holds no catalog file',
    meaning: 'The body is empty, or the form has no field `file`.',
    remedy: 'Send the CSV file as the body with `Content-Type: text/csv`, or as `file` in `multipart/form-data`.',
  },
  {
    code: 'catalog-file-too-large',
    title: 'The catalog file is too large',
    meaning: 'The file is larger than this installation takes in one piece; the message says how large it may be.',
    remedy: 'Split the file, keeping the line with the names of the columns in each part.',
  },
  {
    code: 'no-merchant',
    title: 'The key belongs to no merchant',
    meaning: 'An operator sees the catalogs of all merchants, but a new product has to belong to one.',
    remedy: "Use a key of the merchant's own.",
  },
];
