import { useState } from 'react';
import { useLanguage } from './language/language.js';
import { KeyForm } from './session/key-form.js';
import { findKey, forgetKey, keepKey } from './session/key.js';
import { Workplace } from './workplace.js';

const places = () => ({ location: window.location, history: window.history, storage: window.sessionStorage });

export function App() {
  const { text, switchLanguage } = useLanguage();
  const [key, setKey] = useState(() => findKey(places()));
  const [refused, setRefused] = useState(false);
  const leave = (wasRefused: boolean): void => {
    forgetKey(places());
    setRefused(wasRefused);
    setKey(null);
  };
  const enter = (given: string): void => {
    keepKey(places(), given);
    setRefused(false);
    setKey(given);
  };
  return (
    <>
      <header>
        <div className="brand">
          <span className="wave" aria-hidden="true" />
          <h1>Pinglu</h1>
          <span className="quiet">{text.tagline}</span>
        </div>
        <nav>
          <button type="button" lang={text.htmlLang === 'en' ? 'zh-CN' : 'en'} onClick={switchLanguage}>
            {text.otherLanguage}
          </button>
          {key !== null && (
            <button type="button" onClick={() => leave(false)}>
              {text.keyForget}
            </button>
          )}
        </nav>
      </header>
      <main>
        {key === null ? (
          <KeyForm refused={refused} onKey={enter} />
        ) : (
          <Workplace key={key} apiKey={key} onRefused={() => leave(true)} />
        )}
      </main>
    </>
  );
}
