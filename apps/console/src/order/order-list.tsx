import type { OrderName } from '../api/api.js';
import type { Order } from '../api/types.js';
import { formatInstant, formatMoney } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import { wordFor } from '../language/texts.js';

interface OrderListProps {
  /** Undefined until the first answer. */
  readonly orders: readonly Order[] | undefined;
  readonly chosen: OrderName | undefined;
  readonly onChoose: (order: OrderName) => void;
}

export function OrderList({ orders, chosen, onChoose }: OrderListProps) {
  const { text } = useLanguage();
  if (!orders) return <p className="quiet">{text.loading}</p>;
  if (orders.length === 0) return <p className="quiet">{text.noOrders}</p>;
  return (
    <ul className="orders">
      {orders.map((order) => (
        <li key={order.orderId}>
          <button type="button" aria-pressed={isSame(order, chosen)} onClick={() => onChoose(order)}>
            <span className="order-number">{order.orderNumber}</span>
            <span className={`badge order-${order.status}`}>{wordFor(text.orderStatuses, order.status)}</span>
            <span className="quiet">{formatInstant(order.placedAt, text.htmlLang)}</span>
            <span className="amount">{formatMoney(order.total, text.htmlLang)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

const isSame = (order: OrderName, chosen: OrderName | undefined): boolean =>
  order.orderNumber === chosen?.orderNumber && order.marketplace === chosen.marketplace;
