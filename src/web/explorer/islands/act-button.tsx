import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { textsIn } from '../../kit/texts/texts.js';

interface ActButtonProps {
  readonly locale: Locale;
  readonly label: string;
  /** The accessible name: what is done to whom. */
  readonly what: string;
  readonly busy: boolean;
  /** Whether it asks back, as for everything that cannot be undone by the same button. */
  readonly asks?: boolean;
  readonly onAct: () => void;
}

/** A button that does something to somebody, after asking back where that is wanted. */
export function ActButton({ locale, label, what, busy, asks = false, onAct }: ActButtonProps): JSX.Element {
  const texts = textsIn(locale).people;
  const [asking, setAsking] = useState<boolean>();
  const keep = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking !== undefined) (asking ? keep : first).current?.focus();
  }, [asking]);
  const act = (): void => {
    if (busy) return;
    setAsking(asking === undefined ? undefined : false);
    onAct();
  };
  if (asking === true)
    return (
      <span
        class="row asking"
        role="group"
        aria-label={texts.sure(what)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setAsking(false);
        }}
      >
        <button type="button" class="quiet small" ref={keep} onClick={() => setAsking(false)}>
          {texts.keep}
        </button>
        <button type="button" class="danger small" aria-label={texts.really(what)} onClick={act}>
          {texts.really(label)}
        </button>
      </span>
    );
  return (
    <button
      type="button"
      class="quiet small"
      ref={first}
      aria-label={what}
      aria-disabled={busy || undefined}
      onClick={asks ? () => setAsking(true) : act}
    >
      {label}
    </button>
  );
}
