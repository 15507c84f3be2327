import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Texts } from '../../kit/texts/texts.js';
import { CopyButton } from './copy-button.js';
import { codeOf, type Language, LANGUAGES, type Snippet } from './snippets.js';

interface CodeTabsProps {
  readonly texts: Texts;
  readonly snippet: Snippet;
  /** Whether the browser has taken over. */
  readonly alive: boolean;
}

const NAMES: Readonly<Record<Language, string>> = { curl: 'curl', typescript: 'TypeScript', python: 'Python' };
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };

/** The same call as code. Tabs according to the ARIA practices: one is in the tab order, arrows move to the others. */
export function CodeTabs({ texts, snippet, alive }: CodeTabsProps): JSX.Element {
  const [language, setLanguage] = useState<Language>('curl');
  const tabs = useRef<HTMLDivElement>(null);
  const code = useRef<HTMLPreElement>(null);
  const move = (event: TargetedKeyboardEvent<HTMLDivElement>): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = LANGUAGES[wrapped(LANGUAGES.indexOf(language) + step)] ?? language;
    setLanguage(next);
    tabs.current?.querySelector<HTMLElement>(`#try-tab-${next}`)?.focus();
  };
  return (
    <section class="code" aria-labelledby="try-code">
      <h3 id="try-code">{texts.tryIt.code}</h3>
      <div class="between">
        <div ref={tabs} role="tablist" class="tabs" aria-labelledby="try-code" onKeyDown={move}>
          {LANGUAGES.map((one) => (
            <button
              key={one}
              type="button"
              role="tab"
              id={`try-tab-${one}`}
              class="quiet small"
              aria-selected={one === language}
              aria-controls="try-code-panel"
              tabIndex={one === language ? 0 : -1}
              disabled={!alive}
              onClick={() => setLanguage(one)}
            >
              {NAMES[one]}
            </button>
          ))}
        </div>
        <CopyButton texts={texts} source={code} disabled={!alive} />
      </div>
      <pre ref={code} id="try-code-panel" role="tabpanel" tabIndex={0} aria-labelledby={`try-tab-${language}`} data-language={language}>
        <code>{codeOf(language, snippet)}</code>
      </pre>
      {snippet.withToken && <p class="hint">{texts.tryIt.token}</p>}
    </section>
  );
}

/** Past either end it wraps around; `Home` and `End` count as past the ends. */
function wrapped(index: number): number {
  if (!Number.isFinite(index)) return index < 0 ? 0 : LANGUAGES.length - 1;
  return (index + LANGUAGES.length) % LANGUAGES.length;
}
