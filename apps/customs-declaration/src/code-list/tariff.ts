import { KILOGRAM, PIECE } from './codes.js';

export interface LegalUnits {
  readonly unit1: string;
  readonly unit2: string | null;
}

const PAIR = '025';
const inPieces: LegalUnits = { unit1: PIECE, unit2: KILOGRAM };

/** By chapter. A stand-in for the tariff, which has them by ten digits; anything else is counted in kilograms. */
const unitsOfChapter: Readonly<Record<string, LegalUnits>> = {
  '42': inPieces,
  '61': inPieces,
  '62': inPieces,
  '64': { unit1: PAIR, unit2: KILOGRAM },
};

export const legalUnitsOf = (hsCode: string): LegalUnits =>
  unitsOfChapter[hsCode.slice(0, 2)] ?? { unit1: KILOGRAM, unit2: null };

/** Chapters 1 to 97 of the Harmonized System, of which 77 is kept free. Whether a heading exists, customs says. */
export function chapterExists(hsCode: string): boolean {
  const chapter = Number(hsCode.slice(0, 2));
  return chapter >= 1 && chapter <= 97 && chapter !== 77;
}
