import type { OrderPackage } from '../order/order.js';
import type { JsonObject } from '../protocol/json.js';
import type { Site } from '../world/site.js';

/**
 * `file` is base64: of an HTML frame that points at the PDF, or of the label's own HTML. A PDF has its address beside
 * it, on the country's Seller Center; the simulator serves no such file.
 */
export function labelAnswer(packages: readonly OrderPackage[], docType: string, site: Site): JsonObject {
  const type = docType.toUpperCase() === 'HTML' ? 'HTML' : 'PDF';
  const labels = packages.map(
    (pack) => `<section><h1>${pack.trackingNumber}</h1><p>${pack.carrier} · ${pack.packageId}</p></section>`,
  );
  const url = `https://sellercenter.${site.domain}/awb/${packages[0]?.packageId}.pdf`;
  const html = type === 'HTML' ? `<html><body>${labels.join('')}</body></html>` : `<iframe src="${url}"></iframe>`;
  return { file: Buffer.from(html).toString('base64'), doc_type: type, pdf_url: type === 'PDF' ? url : undefined };
}
