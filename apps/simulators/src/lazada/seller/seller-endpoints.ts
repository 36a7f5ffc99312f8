import { sellerOf, type Endpoint } from '../protocol/endpoint.js';

export const sellerEndpoints: readonly Endpoint[] = [
  {
    path: '/seller/get',
    access: 'seller',
    handle: (call) => {
      const seller = sellerOf(call);
      return {
        data: {
          seller_id: Number(seller.sellerId),
          name: seller.name,
          name_company: seller.company,
          short_code: seller.shortCode,
          email: seller.email,
          location: seller.crossBorder ? 'China' : seller.site.countryName,
          logo_url: '',
          cb: seller.crossBorder,
          status: 'ACTIVE',
          verified: true,
          marketplaceEaseMode: false,
        },
      };
    },
  },
  {
    path: '/seller/warehouse/get',
    access: 'seller',
    handle: (call) => ({
      result: {
        success: true,
        module: [
          {
            code: 'dropshipping',
            name: sellerOf(call).name,
            detailAddress: '1 Minzu Avenue',
            needToUpdate: false,
            defaultAddress: true,
            status: 'ACTIVE',
          },
        ],
        error_code: {},
      },
    }),
  },
];
