/** Number of the last heading of each chapter of the Harmonized System 2022, chapter 1 first; 0: no such chapter. */
const lastHeadings =
  '06 10 09 10 11 04 14 14 10 08 09 14 02 04 22 05 04 06 05 09 06 09 09 04 30 21 16 53 42 06 05 15 07 07 07 06 07 27 26 17 ' +
  '15 06 04 21 04 02 07 23 11 07 13 12 11 08 16 09 05 11 11 06 17 17 10 06 07 03 04 15 14 20 18 29 26 19 08 16 00 06 07 07 ' +
  '13 15 11 87 49 09 16 07 08 33 14 09 07 06 08 20 06';

const lastHeadingOf = lastHeadings.split(' ').map(Number);

/** True when the first four digits name a chapter and a heading that may exist: from 01 to the chapter's last one. */
export function headingExists(code: string): boolean {
  const [chapter, heading] = [Number(code.slice(0, 2)), Number(code.slice(2, 4))];
  return /^\d{10}$/.test(code) && heading >= 1 && heading <= (lastHeadingOf[chapter - 1] ?? 0);
}

interface LegalUnits {
  readonly unit1: string;
  readonly unit2?: string;
}

/** Chapters whose legal units we know: piece or pair, and kilogram. Of all others, any unit is accepted. */
const legalUnitsOfChapter: Readonly<Record<string, LegalUnits>> = {
  '42': { unit1: '011', unit2: '035' },
  '61': { unit1: '011', unit2: '035' },
  '62': { unit1: '011', unit2: '035' },
  '64': { unit1: '025', unit2: '035' },
};

export const legalUnits = (code: string): LegalUnits | undefined => legalUnitsOfChapter[code.slice(0, 2)];
