import { useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, type Outcome } from './api.js';
import type { Call } from './call.js';

/** Something that an administrator does. */
export interface Act extends Call {
  /** What is said when it is done. */
  readonly done: string;
  /** Whether a refusal is said where the act was asked for, and not here. */
  readonly saysRefusal?: boolean;
}

export interface Acts {
  /** What was done last, or why not. */
  readonly said: { readonly text: string; readonly bad: boolean };
  readonly busy: boolean;
  /** Does one at a time. @returns undefined if another one is under way. */
  readonly perform: (act: Act) => Promise<Outcome | undefined>;
}

/** @param after called when the service has answered, even with a refusal: what is shown may be out of date then. */
export function useActs(locale: Locale, after: () => void): Acts {
  const [said, say] = useState({ text: '', bad: false });
  const [busy, setBusy] = useState(false);
  const perform = async ({ done, saysRefusal = false, ...call }: Act): Promise<Outcome | undefined> => {
    if (busy) return undefined;
    setBusy(true);
    say({ text: '', bad: false });
    const outcome = await callApi(call, locale);
    setBusy(false);
    if (outcome.ok) say({ text: done, bad: false });
    else if (!saysRefusal) say({ text: outcome.problem, bad: true });
    after();
    return outcome;
  };
  return { said, busy, perform };
}
