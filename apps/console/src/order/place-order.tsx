import { useState, type SyntheticEvent } from 'react';
import { ApiError, type Api, type OrderName } from '../api/api.js';
import { formatMoney } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import type { Article } from './articles.js';

interface PlaceOrderProps {
  readonly api: Api;
  /** What can be ordered; undefined until it is known. */
  readonly articles: readonly Article[] | undefined;
  readonly onPlaced: (order: OrderName) => void;
}

/** Plays the buyer: orders from the marketplace's simulator. The order then arrives as any order does. */
export function PlaceOrder({ api, articles, onPlaced }: PlaceOrderProps) {
  const { text } = useLanguage();
  const [chosen, setChosen] = useState<string>();
  const [quantity, setQuantity] = useState(1);
  const [placing, setPlacing] = useState(false);
  const [problem, setProblem] = useState<string>();
  const article = articles?.find(({ id }) => id === chosen) ?? articles?.[0];

  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (!article || placing) return;
    setPlacing(true);
    setProblem(undefined);
    try {
      const { shopId, sellerSku, marketplace } = article;
      onPlaced({ marketplace, orderNumber: await api.placeDemoOrder({ shopId, sellerSku, quantity }) });
    } catch (error) {
      const words = error instanceof ApiError ? error.detail || error.title : '';
      setProblem(words || text.unreachable);
    }
    setPlacing(false);
  };

  return (
    <form className="place-order" onSubmit={(event) => void submit(event)}>
      <label>
        <span>{text.article}</span>
        <select value={article?.id ?? ''} disabled={!article} onChange={(event) => setChosen(event.target.value)}>
          {(articles ?? []).map(({ id, sellerSku, shopName, price }) => (
            <option key={id} value={id}>
              {`${sellerSku} · ${formatMoney(price, text.htmlLang)} · ${shopName}`}
            </option>
          ))}
        </select>
      </label>
      <div className="fields">
        <label className="quantity">
          <span>{text.quantity}</span>
          <input
            type="number"
            min={1}
            max={1000}
            value={quantity}
            onChange={(event) => setQuantity(Math.max(1, Math.floor(event.target.valueAsNumber) || 1))}
          />
        </label>
        <button type="submit" className="primary" disabled={!article || placing}>
          {placing ? text.placing : text.placeOrder}
        </button>
      </div>
      {articles?.length === 0 && <p className="quiet">{text.nothingListed}</p>}
      {problem !== undefined && (
        <p className="notice failed" role="alert">
          {problem}
        </p>
      )}
    </form>
  );
}
