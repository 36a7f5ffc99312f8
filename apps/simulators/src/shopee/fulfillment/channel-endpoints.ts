import { regionRule, toMajor } from '../catalog/region-rule.js';
import { shopOf, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { addressAnswer, addressesOf } from './address.js';
import { channelsIn, type Channel } from './channel.js';

export const channelEndpoints: readonly Endpoint[] = [
  {
    path: '/api/v2/logistics/get_channel_list',
    method: 'GET',
    access: 'shop',
    handle: (call) => ({ response: { logistics_channel_list: channelsIn(shopOf(call).region).map(channelAnswer) } }),
  },
  {
    path: '/api/v2/logistics/get_address_list',
    method: 'GET',
    access: 'shop',
    handle: (call) => {
      const shop = shopOf(call);
      const list = addressesOf(shop).map((one) => ({ ...addressAnswer(one, shop), address_type: one.types }));
      return { response: { show_pickup_address: true, address_list: list } };
    },
  },
];

const channelAnswer = (channel: Channel): JsonObject => ({
  logistics_channel_id: channel.channelId,
  logistics_channel_name: channel.name,
  enabled: true,
  cod_enabled: channel.supportsCashOnDelivery,
  fee_type: 'SIZE_INPUT',
  size_list: [],
  weight_limit: { item_max_weight: 30, item_min_weight: 0 },
  item_max_dimension: { height: 100, width: 100, length: 100, unit: 'cm', dimension_sum: 300 },
  volume_limit: { item_max_volume: 0, item_min_volume: 0 },
  logistics_description: '',
  force_enable: false,
  mask_channel_id: 0,
  block_seller_cover_shipping_fee: false,
  support_cross_border: true,
  seller_logistic_has_configuration: null,
  logistics_capability: { seller_logistics: channel.handover.includes('non_integrated') },
  preprint: false,
  estimated_shipping_fee: toMajor(channel.fee, regionRule(channel.region).decimals),
});
