import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { preferredLanguage, texts, type Language, type Texts } from './texts.js';

interface LanguageContext {
  readonly text: Texts;
  readonly switchLanguage: () => void;
}

const storageName = 'pinglu.language';
const Context = createContext<LanguageContext>({ text: texts.en, switchLanguage: () => undefined });

const initial = (): Language => {
  const kept = localStorage.getItem(storageName);
  return kept === 'en' || kept === 'zh' ? kept : preferredLanguage(navigator.languages);
};

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(initial);
  useEffect(() => {
    document.documentElement.lang = texts[language].htmlLang;
  }, [language]);
  const value = useMemo(
    () => ({
      text: texts[language],
      switchLanguage: () => {
        const next = language === 'en' ? 'zh' : 'en';
        localStorage.setItem(storageName, next);
        setLanguage(next);
      },
    }),
    [language],
  );
  return <Context value={value}>{children}</Context>;
}

export const useLanguage = (): LanguageContext => useContext(Context);
