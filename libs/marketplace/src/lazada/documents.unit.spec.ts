import type { IncomingAnswer } from '../http/send.js';
import {
  ConflictError,
  ContractViolationError,
  InvalidRequestError,
  NotSupportedError,
  RateLimitedError,
  UpstreamUnavailableError,
} from '../port/errors.js';
import type { DocumentRequest } from '../port/fulfillment.types.js';
import { checkedAddress, readFile } from './documents.js';
import { access, answerOf, credentials, errorOf, fakeLazada, textOf } from './test-lazada.js';

const api = 'https://api.lazada.co.th/rest';
const packages = [
  {
    orderNumber: '711433089564242',
    packageId: 'FP094612143977611',
    externalLineIds: ['711433089764242', '711433089864242'],
  },
];
const label: DocumentRequest = { kind: 'label', packages };
const pdf = Buffer.from('%PDF-1.4\n%…\n');
const file = (more: Partial<IncomingAnswer> = {}): IncomingAnswer => ({
  status: 200,
  retryAfterMs: null,
  contentType: 'application/pdf',
  body: '',
  binary: pdf,
  ...more,
});
const details = { marketplace: 'lazada', operation: 'fulfillment.documents' };

describe('labels', () => {
  it('are fetched from the address that Lazada gives, with nothing of ours in the call', async () => {
    const { adapter, seen, sent } = fakeLazada(['fulfillment.documents.ok', file()]);
    expect(await adapter.fulfillment.documents(access, label)).toEqual({ contentType: 'application/pdf', bytes: pdf });
    expect(seen[0]).toEqual({
      method: 'GET',
      address: `${api}/order/package/document/get`,
      params: {
        getDocumentReq: '{"doc_type":"PDF","packages":[{"package_id":"FP094612143977611"}],"print_item_list":false}',
      },
    });
    expect(sent[1]).toEqual({
      method: 'GET',
      url: 'https://sellercenter.lazada.co.th/sellercenter/th/awb/0f0e0d0c.pdf',
      headers: { accept: 'application/pdf' },
    });
  });

  it('are fetched from the frame around them when no address is given', async () => {
    const { adapter, sent } = fakeLazada(['fulfillment.documents.frame', file()]);
    expect((await adapter.fulfillment.documents(access, label)).bytes).toEqual(pdf);
    expect(sent[1]?.url).toBe('https://sellercenter.lazada.co.th/awb.pdf?a=1&b=2');
  });

  it('may be in the answer itself, as HTML or as PDF', async () => {
    const { adapter } = fakeLazada([
      'fulfillment.documents.html',
      answerOf({ result: { success: true, data: { file: pdf.toString('base64') } }, code: '0' }),
    ]);
    const { contentType, bytes } = await adapter.fulfillment.documents(access, label);
    expect([contentType, Buffer.from(bytes).toString()]).toEqual([
      'text/html',
      '<html><body><p>LEXDO0069388114</p></body></html>',
    ]);
    expect(await adapter.fulfillment.documents(access, label)).toEqual({ contentType: 'application/pdf', bytes: pdf });
  });

  it.each<[string, string | IncomingAnswer]>([
    ['both are empty', 'fulfillment.documents.not-ready'],
    ['the content is left out', answerOf({ result: { success: true }, code: '0' })],
  ])('are not there yet when %s', async (_case, answer) => {
    const { adapter } = fakeLazada([answer]);
    const error = await errorOf(adapter.fulfillment.documents(access, label));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error.message).toContain('not there yet');
    expect(error.explanation.zh?.cause).toContain('尚未');
  });

  it('are not offered for parcels that the seller brings', async () => {
    const { adapter } = fakeLazada(['fulfillment.documents.error']);
    const error = await errorOf(adapter.fulfillment.documents(access, label));
    expect(error).toBeInstanceOf(NotSupportedError);
    expect(error.upstreamCode).toBe('50008');
  });

  it.each([0, 21])('are asked for 1 to 20 packages, not %d', async (count) => {
    const { adapter, seen } = fakeLazada([]);
    const asked = Array.from({ length: count }, (_, index) => ({
      orderNumber: '711433089564242',
      packageId: `FP${index}`,
      externalLineIds: [],
    }));
    const error = await errorOf(adapter.fulfillment.documents(access, { kind: 'label', packages: asked }));
    expect(error).toBeInstanceOf(InvalidRequestError);
    expect(seen).toEqual([]);
  });

  it('are not taken for labels when what comes is something else', async () => {
    const { adapter } = fakeLazada([
      'fulfillment.documents.ok',
      file({ contentType: 'text/html', binary: undefined, body: '<html>Somchai, please log in</html>' }),
    ]);
    const error = await errorOf(adapter.fulfillment.documents(access, label));
    expect(error).toBeInstanceOf(ContractViolationError);
    expect(textOf(error)).not.toMatch(/Somchai|0f0e0d0c/);
  });

  it.each([
    [403, ConflictError],
    [404, ConflictError],
    [410, ConflictError],
    [429, RateLimitedError],
    [503, UpstreamUnavailableError],
    [302, ContractViolationError],
  ])('end with status %d in the right error', (status, kind) => {
    expect(() => readFile(file({ status, binary: undefined }), details)).toThrow(kind);
  });
});

describe('the address of a label', () => {
  const allowed = (address: string, base = credentials.apiBaseUrl) => checkedAddress(address, base, details);

  it.each([
    'https://sellercenter.lazada.sg/a.pdf',
    'https://sellercenter.lazada.com.my/a.pdf?token=1',
    'https://sellercenter.lazada.com.ph/a.pdf',
    'https://sellercenter.lazada.co.id/a.pdf',
    'https://sellercenter.lazada.vn/a.pdf',
    'https://lazada.com/a.pdf',
    'https://th-live.slatic.net/a.pdf',
    'https://api.lazada.co.th/a.pdf',
  ])('is fetched when it is Lazada’s: %s', (address) => {
    expect(allowed(address)).toBe(address);
  });

  it.each([
    'http://sellercenter.lazada.sg/a.pdf',
    'https://sellercenter.lazada.sg:8443/a.pdf',
    'https://sellercenter.lazada.sg.example.com/a.pdf',
    'https://evillazada.sg/a.pdf',
    'https://user:word@sellercenter.lazada.sg/a.pdf',
    'https://169.254.169.254/latest/meta-data',
    'http://127.0.0.1:8091/a.pdf',
    'http://api.lazada.co.th/a.pdf',
    'file:///etc/passwd',
    '/a.pdf',
    '',
  ])('is not fetched when it is somebody else’s: %p', (address) => {
    expect(() => allowed(address)).toThrow(ContractViolationError);
  });

  it('may be beside the interface that is called, as a stand-in’s is', () => {
    const base = 'http://127.0.0.1:8091/th/rest';
    expect(allowed('http://127.0.0.1:8091/awb/a.pdf', base)).toBe('http://127.0.0.1:8091/awb/a.pdf');
    for (const other of [
      'http://127.0.0.1:8092/a.pdf',
      'http://localhost:8091/a.pdf',
      'https://127.0.0.1:8091/a.pdf',
    ]) {
      expect(() => allowed(other, base)).toThrow(ContractViolationError);
    }
  });
});

describe('invoices and manifests', () => {
  it.each([
    ['invoice', 'invoice'],
    ['manifest', 'carrierManifest'],
  ] as const)('are asked for by units: %s', async (kind, doc_type) => {
    const { adapter, seen } = fakeLazada(['fulfillment.documents.invoice']);
    const { contentType, bytes } = await adapter.fulfillment.documents(access, { kind, packages });
    expect([contentType, Buffer.from(bytes).toString()]).toEqual(['text/html', '<html><body>Invoice</body></html>']);
    expect(seen).toEqual([
      {
        method: 'GET',
        address: `${api}/order/document/get`,
        params: { doc_type, order_item_ids: '[711433089764242,711433089864242]' },
      },
    ]);
  });

  it('are refused before the units are packed, and not there yet when they are empty', async () => {
    const { adapter } = fakeLazada([
      'fulfillment.documents.manifest-not-packed',
      answerOf({ data: { document: { file: '', mime_type: 'text/html' } }, code: '0' }),
      answerOf({ data: {}, code: '0' }),
    ]);
    const manifest = { kind: 'manifest', packages } as const;
    for (const code of ['34', null, null]) {
      const error = await errorOf(adapter.fulfillment.documents(access, manifest));
      expect(error).toBeInstanceOf(ConflictError);
      expect(error.upstreamCode).toBe(code);
    }
  });

  it('are not guessed at when they are no file', async () => {
    const { adapter } = fakeLazada([answerOf({ data: { document: { file: '<html>' } }, code: '0' })]);
    const error = await errorOf(adapter.fulfillment.documents(access, { kind: 'invoice', packages }));
    expect(error).toBeInstanceOf(ContractViolationError);
  });
});
