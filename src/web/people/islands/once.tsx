import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { textsIn } from '../../kit/texts/texts.js';

interface OnceProps {
  readonly locale: Locale;
  readonly values: readonly (readonly [label: string, value: string])[];
}

/** Secrets that the service shows only now: they are nowhere kept in a form that could be shown again. */
export function Once({ locale, values }: OnceProps): JSX.Element {
  const texts = textsIn(locale).people;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [values[0]?.[1]]);
  return (
    <div class="note once" ref={box} tabIndex={-1}>
      <p>{texts.once}</p>
      <dl class="answer-headers">
        {values.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <code>{value}</code>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
