import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { textsIn } from '../../kit/texts/texts.js';

interface ClosablePanelProps {
  readonly locale: Locale;
  /** Of the heading. */
  readonly id: string;
  readonly title: string;
  readonly busy?: boolean;
  /** When it changes, the heading gets the focus again: a control that had it is gone. */
  readonly state?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** What opens beside a list when one of its things is chosen. Its heading gets the focus. */
export function ClosablePanel({ locale, id, title, busy = false, state, onClose, children }: ClosablePanelProps): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [state]);
  return (
    <section class="panel" aria-labelledby={id} aria-busy={busy}>
      <div class="between">
        <h2 id={id} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="quiet small" onClick={onClose}>
          {textsIn(locale).close}
        </button>
      </div>
      {children}
    </section>
  );
}
