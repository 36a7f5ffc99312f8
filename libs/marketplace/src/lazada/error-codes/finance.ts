import { advice, type CodeRow } from './code-row.js';

export const finance: readonly CodeRow[] = [
  [
    '1000012',
    'invalid',
    ['The time span is longer than 180 days.', '查询时间跨度超过 180 天。'],
    ['Ask for shorter spans.', '请缩短查询时间跨度。'],
  ],
  [
    '1000014',
    'invalid',
    ['Lazada does not know the kind of transaction.', 'Lazada 不认识该交易类型。'],
    advice.ourFault,
  ],
];
