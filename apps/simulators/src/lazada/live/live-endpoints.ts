import { ApiError, missingParameter } from '../protocol/api-error.js';
import { sellerOf, type ApiCall, type Endpoint } from '../protocol/endpoint.js';
import type { JsonObject } from '../protocol/json.js';
import { isNode, parseLooseJson, textOf } from '../protocol/payload.js';

/** The one call about live rooms: it shows a product of the room to its viewers. */
export const liveEndpoints: readonly Endpoint[] = [
  { path: '/lazlive/product/highlight', access: 'seller', handle: highlight },
];

const refusal = (code: string, message: string): ApiError => new ApiError(code, message, { type: 'ISP' });

function highlight(call: ApiCall): JsonObject {
  const text = call.params.get('highLightRequest');
  if (!text) throw missingParameter('highLightRequest');
  const request = parseLooseJson(text);
  if (!isNode(request)) throw refusal('BIZ_INVALID_ARGUMENT', 'highLightRequest must be JSON');
  if (textOf(request, 'action') !== 'HIGHLIGHT_START')
    throw refusal('BIZ_INVALID_ARGUMENT', 'Please check whether the input parameter "action" is correct');
  const room = call.world.liveRooms.find(Number(textOf(request, 'presenterId')));
  if (!room) throw refusal('BIZ_LIVE_NOT_FOUND', 'The live room does not exist');
  if (room.seller !== sellerOf(call)) throw refusal('BIZ_USER_NOT_PERMITTED', 'No permission');
  const product = call.world.products.item(room.seller, Number(textOf(request, 'itemId')));
  if (!product || product.status !== 'Active') throw refusal('BIZ_INVALID_PRODUCT', 'Invalid product');
  if (!room.products.has(product)) throw refusal('BIZ_NOT_LIVE_PRODUCT', 'It is not a product of the live room');
  room.highlighted = product;
  return { data: { success: true } };
}
