import { useEffect, useRef } from 'react';
import { ApiError, type Api, type OrderName } from '../api/api.js';
import { usePolling } from '../api/use-polling.js';
import { useLanguage } from '../language/language.js';
import { wordFor } from '../language/texts.js';
import { StepView } from './step-view.js';

interface ChainViewProps {
  readonly api: Api;
  readonly order: OrderName;
}

/** The life of one order, asked for every second. */
export function ChainView({ api, order }: ChainViewProps) {
  const { text } = useLanguage();
  const { marketplace, orderNumber } = order;
  const { value: chain, error } = usePolling(`${marketplace}/${orderNumber}`, (signal) => api.chain(order, signal));
  const title = useRef<HTMLHeadingElement>(null);
  // Where the reader goes on: also for one who hears the page, or has it in one narrow column.
  useEffect(() => title.current?.focus(), [marketplace, orderNumber]);
  const start = chain?.steps.find(({ at }) => at !== null)?.at ?? undefined;
  const silent = (chain?.sources ?? []).filter(({ answered }) => !answered);
  return (
    <section className="card chain" aria-labelledby="chain-title">
      <h2 id="chain-title" ref={title} tabIndex={-1}>
        {text.order} <span className="order-number">{orderNumber}</span> <span className="badge">{marketplace}</span>
      </h2>
      {error !== undefined && (
        <p className="notice failed" role="alert">
          {error instanceof ApiError && error.status > 0 ? error.detail || error.title : text.unreachable}
        </p>
      )}
      {silent.length > 0 && (
        <p className="notice waiting" role="status">
          {text.missing(silent.map(({ service }) => wordFor(text.services, service)).join(', '))}
        </p>
      )}
      {!chain && error === undefined && <p className="quiet">{text.loading}</p>}
      {chain?.steps.length === 0 && (
        <p className="quiet" role="status">
          {text.noSteps}
        </p>
      )}
      <ol className="steps" aria-live="polite" aria-relevant="additions">
        {(chain?.steps ?? []).map((step, index) => (
          <StepView key={keyOf(chain!.steps, index)} step={step} start={start} />
        ))}
      </ol>
    </section>
  );
}

/** The same step may come twice, as in an order of two parcels: its name and how often it came before. */
function keyOf(steps: readonly { readonly step: string; readonly service: string }[], index: number): string {
  const { step, service } = steps[index]!;
  const before = steps.slice(0, index).filter((one) => one.step === step && one.service === service).length;
  return `${service}/${step}/${before}`;
}
