import type { OurWorld, TheirWorld } from '../world/worlds.js';
import { doubled, lost, unitsBySku, type Finding } from './finding.js';

/** Nothing is promised that is not there, the shelf adds up, and the shop shows what may be sold. */
export function compareStock(theirs: TheirWorld, ours: OurWorld, existed: ReadonlyMap<string, number>): Finding[] {
  const kept = unitsBySku(theirs.orders.flatMap(({ items }) => items.filter(({ state }) => state !== 'cancelled')));
  const unitsThatAre = (status: string) => unitsBySku(ours.reservations.filter((line) => line.status === status));
  const [reserved, shipped, refused] = [unitsThatAre('reserved'), unitsThatAre('shipped'), unitsThatAre('refused')];
  return ours.stock.flatMap(({ sellerSku, ...level }) => {
    const units = (of: ReadonlyMap<string, number>): number => of.get(sellerSku) ?? 0;
    const beyond = Math.max(units(kept) - units(existed), units(refused), level.reserved - level.onHand, 0);
    const shown = units(theirs.shown);
    const shelf = units(existed) - units(shipped);
    return [
      ...(beyond === 0
        ? []
        : [{ kind: 'oversold' as const, count: beyond, text: `${sellerSku} was sold ${beyond} times too often` }]),
      ...differs(level.reserved, units(reserved), `units of ${sellerSku} reserved`),
      ...differs(shelf, level.onHand, `units of ${sellerSku} on the shelf`),
      ...(shown === level.available
        ? []
        : [lost(`The shop shows ${shown} of ${sellerSku}, and ${level.available} may be sold`)]),
    ];
  });
}

/** More than there should be is doubled, less is lost. */
function differs(is: number, shouldBe: number, what: string): Finding[] {
  if (is === shouldBe) return [];
  const text = `${is} ${what} where ${shouldBe} add up`;
  return [is > shouldBe ? doubled(text) : lost(text)];
}
