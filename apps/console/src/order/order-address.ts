import type { OrderName } from '../api/api.js';

/** The chosen order stands in the address, so that a reload, a bookmark or a colleague sees the same one. */
export function orderInAddress(search: string): OrderName | undefined {
  const [, marketplace, orderNumber] = /^([^/]+)\/(.+)$/.exec(new URLSearchParams(search).get('order') ?? '') ?? [];
  return marketplace !== undefined && orderNumber !== undefined ? { marketplace, orderNumber } : undefined;
}

export const putOrderInAddress = (
  history: Pick<History, 'replaceState'>,
  { marketplace, orderNumber }: OrderName,
): void => history.replaceState(null, '', `?${new URLSearchParams({ order: `${marketplace}/${orderNumber}` })}`);
