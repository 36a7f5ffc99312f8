import { ConflictError, ContractViolationError, NotFoundError, NotSupportedError } from '../port/errors.js';
import type { IncomingAnswer } from '../http/send.js';
import { access, errorOf, fakeShopee, fileOf } from './test-shopee.js';

const packageId = 'OFG199593509207187';
const request = {
  kind: 'label',
  packages: [{ orderNumber: '260921ABCD1234', packageId, externalLineIds: ['3000142341.0.0'] }],
} as const;
const read = ['orders.items.arranged', 'orders.items.arranged-detail'];
const sample = (name: string): string => `fulfillment.documents.${name}`;
const pdf = fileOf(Buffer.from('%PDF-1.4 …'));
const row = { order_sn: '260921ABCD1234', package_number: packageId };
const typed = { ...row, shipping_document_type: 'THERMAL_AIR_WAYBILL' };

const label = (...answers: (string | IncomingAnswer)[]) => fakeShopee([...read, ...answers]);

describe('the label of a parcel', () => {
  it('is made in the way its carrier suggests, waited for and fetched', async () => {
    const { adapter, seen, waits } = label(
      ...['parameter', 'ok', 'processing', 'processing', 'ready'].map(sample),
      pdf,
    );
    expect(await adapter.fulfillment.documents(access, request)).toEqual({
      contentType: 'application/pdf',
      bytes: pdf.binary,
    });
    expect(seen.slice(2).map(({ method, path, body }) => [method, path.split('/').at(-1), body])).toEqual([
      ['POST', 'get_shipping_document_parameter', { order_list: [row] }],
      [
        'POST',
        'create_shipping_document',
        {
          shipping_document_type: 'THERMAL_AIR_WAYBILL',
          order_list: [{ ...typed, tracking_number: 'SG2109000002A' }],
        },
      ],
      ...Array.from({ length: 3 }, () => [
        'POST',
        'get_shipping_document_result',
        { shipping_document_type: 'THERMAL_AIR_WAYBILL', order_list: [typed] },
      ]),
      ['POST', 'download_shipping_document', { shipping_document_type: 'THERMAL_AIR_WAYBILL', order_list: [typed] }],
    ]);
    expect(waits).toEqual([1_000, 1_000]);
  });

  it('may be a page', async () => {
    const page = fileOf(Buffer.from('<html></html>'), 'text/html; charset=utf-8');
    const { adapter } = label(...['parameter', 'ok', 'ready'].map(sample), page);
    expect((await adapter.fulfillment.documents(access, request)).contentType).toBe('text/html');
  });

  it('is not there while its tracking number is not', async () => {
    const { adapter, seen } = fakeShopee(['orders.items.arranged', 'orders.items.arranged-no-tracking']);
    expect(await errorOf(adapter.fulfillment.documents(access, request))).toBeInstanceOf(ConflictError);
    expect(seen).toHaveLength(2);
  });

  it.each<[string, string[], string]>([
    ['Shopee refuses all of them', ['parameter', 'refused'], 'common.batch_api_all_failed'],
    ['Shopee refuses one of them', ['parameter', 'part-refused'], 'tracking_number_invalid'],
    ['making it fails', ['parameter', 'ok', 'failed'], 'error_status'],
    ['it takes too long', ['parameter', 'ok', ...Array.from({ length: 10 }, () => 'processing')], 'PROCESSING'],
    [
      'the download says why there is none',
      ['parameter', 'ok', 'ready', 'error'],
      'logistics.shipping_document_should_print_first',
    ],
  ])('is not there when %s', async (_, samples, code) => {
    const { adapter, seen } = label(...samples.map(sample));
    const error = await errorOf(adapter.fulfillment.documents(access, request));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.upstreamCode).toBe(code);
    expect(seen).toHaveLength(2 + samples.length);
  });

  it('is neither a picture nor nothing', async () => {
    const { adapter } = label(
      ...['parameter', 'ok', 'ready'].map(sample),
      fileOf(Buffer.from('PK'), 'application/zip'),
    );
    expect(await errorOf(adapter.fulfillment.documents(access, request))).toBeInstanceOf(ContractViolationError);
  });

  it.each([
    ['the order is not there', ['orders.get.error'], request.packages],
    ['the order has another package', ['orders.items.arranged'], [{ ...request.packages[0], packageId: 'OFG0' }]],
  ])('is not to be had when %s', async (_, answers, packages) => {
    const { adapter, seen } = fakeShopee(answers);
    const error = await errorOf(adapter.fulfillment.documents(access, { kind: 'label', packages }));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(seen).toHaveLength(answers.length);
  });

  it.each(['invoice', 'manifest'] as const)('is all that Shopee prints: no %s', async (kind) => {
    const { adapter, seen } = fakeShopee([]);
    const error = await errorOf(adapter.fulfillment.documents(access, { ...request, kind }));
    expect(error).toBeInstanceOf(NotSupportedError);
    expect(seen).toEqual([]);
  });
});
