import { skuMapping } from './sku-mapping.js';

describe('mapping of SKUs', () => {
  const mapping = skuMapping([
    { sellerSku: 'TEA', externalSkuId: '2001' },
    { sellerSku: 'CUP', externalSkuId: null },
  ]);

  it('goes by the id of the marketplace, whatever code the seller wrote there', () => {
    expect(mapping({ externalSkuId: '2001', sellerSku: 'CUP' })).toBe('TEA');
  });

  it('goes by the code of the seller when the id says nothing', () => {
    expect(mapping({ externalSkuId: '7777', sellerSku: 'CUP' })).toBe('CUP');
    expect(mapping({ externalSkuId: null, sellerSku: 'TEA' })).toBe('TEA');
  });

  it('does not guess', () => {
    expect(mapping({ externalSkuId: '7777', sellerSku: 'tea' })).toBeNull();
  });
});
