import { useState, type SyntheticEvent } from 'react';
import { useLanguage } from '../language/language.js';

interface KeyFormProps {
  readonly refused: boolean;
  readonly onKey: (key: string) => void;
}

/** Asks for the API key, once per tab. */
export function KeyForm({ refused, onKey }: KeyFormProps) {
  const { text } = useLanguage();
  const [key, setKey] = useState('');
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (key.trim() !== '') onKey(key.trim());
  };
  return (
    <form className="card key-form" onSubmit={submit}>
      <h2>{text.keyTitle}</h2>
      <p id="key-hint">{text.keyHint}</p>
      {refused && (
        <p className="notice failed" role="alert">
          {text.keyRefused}
        </p>
      )}
      <label htmlFor="key">{text.keyLabel}</label>
      <input
        id="key"
        type="password"
        autoComplete="off"
        spellCheck={false}
        aria-describedby="key-hint"
        value={key}
        onChange={(event) => setKey(event.target.value)}
      />
      <button type="submit" className="primary">
        {text.keyUse}
      </button>
    </form>
  );
}
