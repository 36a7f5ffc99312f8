import { useEffect, useRef, useState } from 'react';

export interface Polled<T> {
  readonly value: T | undefined;
  /** Of the last attempt; undefined when that went well. */
  readonly error: unknown;
}

const everyMs = 1_000;

/**
 * Asks again a second after each answer, and rests while nobody looks at the page. What was known stays while an attempt
 * fails. `name` says what is asked for: with another name it begins anew.
 */
export function usePolling<T>(name: string, ask: (signal: AbortSignal) => Promise<T>): Polled<T> {
  const [state, setState] = useState<Polled<T> & { readonly name: string }>({
    name,
    value: undefined,
    error: undefined,
  });
  const latest = useRef(ask);
  latest.current = ask;

  useEffect(() => {
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const again = (): void => {
      if (!abort.signal.aborted) timer = setTimeout(() => void attempt(), everyMs);
    };
    const attempt = async (): Promise<void> => {
      if (document.hidden) return again();
      try {
        const value = await latest.current(abort.signal);
        if (!abort.signal.aborted) setState({ name, value, error: undefined });
      } catch (error) {
        if (!abort.signal.aborted)
          setState((known) => ({ name, value: known.name === name ? known.value : undefined, error }));
      }
      again();
    };
    void attempt();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [name]);

  return state.name === name ? state : { value: undefined, error: undefined };
}
