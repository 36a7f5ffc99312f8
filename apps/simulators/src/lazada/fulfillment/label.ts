import type { OrderItem, OrderPackage } from '../order/order.js';
import type { ApiCall } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { pdfOf } from './pdf.js';

export interface PackedItems {
  readonly pack: OrderPackage;
  readonly items: readonly OrderItem[];
}

/**
 * `file` is base64: of an HTML frame that points at the PDF, or of the label's own HTML. A PDF has its address beside
 * it. Both are empty until the label is ready, which can take some seconds after packing.
 */
export function labelAnswer(
  call: ApiCall,
  packages: readonly PackedItems[],
  options: { type: 'PDF' | 'HTML'; withItems: boolean },
): JsonObject {
  const { world, origin, site } = call;
  const { type } = options;
  const readyAtMs = Math.max(...packages.map(({ pack }) => pack.packedMs)) + world.labels.delayMs;
  if (world.nowMs() < readyAtMs) return { file: '', doc_type: type };
  const pages = packages.map((one) => linesOf(one, options.withItems));
  if (type === 'HTML') return { file: base64(htmlOf(pages)), doc_type: type };
  const url = `${origin}${world.labels.put(site.country, pdfOf(pages))}`;
  return { file: base64(`<iframe src="${url}"></iframe>`), doc_type: type, pdf_url: url };
}

export function linesOf({ pack, items }: PackedItems, withItems: boolean): string[] {
  const { order } = items[0]!;
  const { buyer, seller } = order;
  return [
    pack.carrier,
    pack.trackingNumber,
    `Package ${pack.packageId}`,
    `Order ${order.orderId}`,
    `From ${seller.name}`,
    `To ${buyer.name}`,
    `${buyer.city} ${buyer.postCode}`,
    seller.site.countryName,
    ...(withItems ? items.map((item) => `1 x ${item.sku.sellerSku}`) : []),
  ];
}

export const htmlOf = (pages: readonly string[][]): string =>
  `<html><head><meta charset="utf-8"></head><body>${pages
    .map((lines) => `<section>${lines.map((line) => `<p>${escape(line)}</p>`).join('')}</section>`)
    .join('')}</body></html>`;

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
