import type { ChainStep } from '../api/types.js';
import { formatDelay, formatInstant, formatTime } from '../language/format.js';
import { useLanguage } from '../language/language.js';
import { wordFor } from '../language/texts.js';
import { DocumentView } from './document-view.js';

interface StepViewProps {
  readonly step: ChainStep;
  /** When the first step was taken. */
  readonly start: string | undefined;
}

export function StepView({ step: { step, at, service, summary, status, document }, start }: StepViewProps) {
  const { text } = useLanguage();
  return (
    <li className={`step ${status}`}>
      <div className="step-head">
        <h3>{wordFor(text.steps, step)}</h3>
        <span className={`badge ${status}`}>{wordFor(text.stepStatuses, status)}</span>
        <span className="service">{wordFor(text.services, service)}</span>
        <span className="when">
          {at === null ? (
            text.notYet
          ) : (
            <>
              <time dateTime={at} title={formatInstant(at, text.htmlLang)}>
                {formatTime(at, text.htmlLang)}
              </time>
              {start !== undefined && start !== at && (
                <span className="delay" title={text.afterStart}>
                  {formatDelay(start, at)}
                </span>
              )}
            </>
          )}
        </span>
      </div>
      <p className="summary">{summary}</p>
      {document !== null && (
        <details>
          <summary>{text.document}</summary>
          <DocumentView value={document} />
        </details>
      )}
    </li>
  );
}
