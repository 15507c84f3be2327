import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { useSettled } from './use-settled.js';
import { callApi, type Outcome } from './api.js';
import type { TextPreview } from './api-types.js';

export interface ShownPreview {
  /** The last that came, also while the next is under way; undefined until there is one, and for a text that cannot be sent. */
  readonly preview: TextPreview | undefined;
  /** In the service's words. */
  readonly problem: string;
}

/**
 * A text of a template as it would be sent, while it is written.
 *
 * @param base the path of the bank.
 */
export function usePreview(locale: Locale, base: string, text: string, personalisation: Readonly<Record<string, string>>): ShownPreview {
  const wanted = text.trim() === '' ? '' : JSON.stringify({ message: text, personalisation });
  const body = useSettled(wanted);
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    if (body === '') return;
    let current = true;
    void callApi({ verb: 'POST', target: `${base}/messages/preview`, body }, locale).then((answer) => {
      if (current) setOutcome(answer);
    });
    return () => void (current = false);
  }, [base, body, locale]);
  if (wanted === '' || outcome === undefined) return { preview: undefined, problem: '' };
  return outcome.ok ? { preview: outcome.json as TextPreview, problem: '' } : { preview: undefined, problem: outcome.problem };
}
