import { useEffect, useMemo, useState } from 'react';
import { Api, ApiError, type OrderName } from './api/api.js';
import { usePolling } from './api/use-polling.js';
import { ChainView } from './chain/chain-view.js';
import { useLanguage } from './language/language.js';
import { LatestOrders } from './order/latest-orders.js';
import { OrderList } from './order/order-list.js';
import { PlaceOrder } from './order/place-order.js';
import { orderInAddress, putOrderInAddress } from './order/order-address.js';
import { useShops } from './shop/use-shops.js';

interface WorkplaceProps {
  readonly apiKey: string;
  /** The gateway does not accept the key (any more). */
  readonly onRefused: () => void;
}

/** The orders on one side, the life of the chosen one on the other. */
export function Workplace({ apiKey, onRefused }: WorkplaceProps) {
  const { text } = useLanguage();
  const api = useMemo(() => new Api(apiKey), [apiKey]);
  const latest = useMemo(() => new LatestOrders(api), [api]);
  const [chosen, setChosen] = useState(() => orderInAddress(window.location.search));
  const { value: orders, error } = usePolling('orders', (signal) => latest.look(signal));
  const shopFacts = useShops(api);
  const isRefused = error instanceof ApiError && error.status === 401;
  useEffect(() => {
    if (isRefused) onRefused();
  }, [isRefused, onRefused]);

  const choose = (order: OrderName): void => {
    putOrderInAddress(window.history, order);
    setChosen(order);
  };
  const isBack = new URLSearchParams(window.location.search).has('connected');
  return (
    <div className="columns">
      <section className="card side" aria-labelledby="orders-title">
        {isBack && (
          <p className="notice done" role="status">
            {text.shopConnected}
          </p>
        )}
        {shopFacts?.shops
          .filter(({ status }) => status === 'disconnected')
          .map(({ shopId, name }) => (
            <p key={shopId} className="notice failed" role="alert">
              {text.shopLost(name)}
            </p>
          ))}
        {shopFacts?.articles && <PlaceOrder api={api} articles={shopFacts.articles} onPlaced={choose} />}
        <h2 id="orders-title">{text.orders}</h2>
        {error !== undefined && !isRefused && (
          <p className="notice failed" role="alert">
            {error instanceof ApiError && error.status > 0 ? error.detail || error.title : text.unreachable}
          </p>
        )}
        <OrderList orders={orders} chosen={chosen} onChoose={choose} />
      </section>
      {chosen ? (
        <ChainView api={api} order={chosen} />
      ) : (
        <section className="card chain">
          <p className="quiet">{text.chooseOrder}</p>
        </section>
      )}
    </div>
  );
}
