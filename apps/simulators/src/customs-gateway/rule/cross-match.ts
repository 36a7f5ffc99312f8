import type { BusinessDocument } from '../message/business-message.js';
import { kilogramsOf } from './check-document.js';
import { nearly, scaled } from './decimal.js';
import { refusals, type Refusal } from './refusal.js';

export interface Matched {
  readonly order: BusinessDocument;
  readonly waybill: BusinessDocument;
  readonly list: BusinessDocument;
}

/** What customs compares once order, waybill and list of a parcel are all there. */
export function matchFault({ order, waybill, list }: Matched): Refusal | undefined {
  const party = ['orderNo', 'ebpCode', 'ebcCode'].find((field) => order.head[field] !== list.head[field]);
  if (party !== undefined) return refusals.partiesDiffer(`OrderHead.${party}`);
  if (order.lines.length !== list.lines.length) return refusals.linesDiffer();
  for (const [index, line] of list.lines.entries()) {
    const ordered = order.lines[index]!;
    const field = ['itemNo', 'itemName', 'currency'].find(
      (name) => line[name] !== undefined && line[name] !== ordered[name],
    );
    if (field !== undefined) return refusals.itemsDiffer(line.gnum!, field);
    const amount = ['qty', 'price', 'totalPrice'].find((name) => !nearly(scaled(line[name]!), scaled(ordered[name]!)));
    if (amount !== undefined) return refusals.itemsDiffer(line.gnum!, amount);
  }
  const [gross, weighed] = [list.head.grossWeight!, waybill.head.grossWeight!];
  if (!nearly(scaled(gross), scaled(weighed))) return refusals.weightsDiffer(gross, weighed);
  const net = list.lines.reduce((sum, line) => sum + kilogramsOf(line), 0n);
  if (net > 0n && net > scaled(list.head.netWeight!) + 1_000n)
    return refusals.weight('netWeight', list.head.netWeight!);
  return undefined;
}
