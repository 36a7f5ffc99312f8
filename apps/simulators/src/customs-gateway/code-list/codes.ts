/** Code tables, as far as stored sources show them; see DIFFERENCES.md. */

/** Customs offices of the Nanning district. */
export const customsOffices: ReadonlySet<string> = new Set(
  Array.from({ length: 20 }, (_, index) => String(7200 + index)),
);

/** HKD IDR JPY MOP MYR PHP SGD KRW THB CNY TWD EUR GBP CAD USD AUD NZD. The dong is not among them. */
export const currencies: ReadonlySet<string> = new Set(
  '110 112 116 121 122 129 132 133 136 142 143 300 303 501 502 601 609'.split(' '),
);

/** BN MM KH ID LA MY PH SG TH VN, HK, JP, TL, US. China is no destination of an export. */
export const destinations: ReadonlySet<string> = new Set(
  '105 106 107 112 119 122 129 132 136 141 110 116 144 502'.split(' '),
);

export const units: ReadonlySet<string> = new Set(
  (
    '001 002 003 006 007 008 010 011 012 014 015 016 017 018 019 020 021 025 026 030 032 033 035 036 054 070 095 096 ' +
    '120 122 125 131 132 136 139 140 142 163'
  ).split(' '),
);

export const transportModes: ReadonlySet<string> = new Set([...'0123456789HWXYZ']);
export const wrapTypes: ReadonlySet<string> = new Set([...'1234567']);
export const tradeModes: ReadonlySet<string> = new Set(['9610', '1210', '9710', '9810']);
export const KILOGRAM = '035';
