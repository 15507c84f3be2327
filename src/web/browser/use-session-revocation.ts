import { useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi } from './api.js';
import { announceLeaving, currentSession, keepSession } from './session.js';

/** Something that ends sessions. */
export interface SessionRevocation {
  /** Path after `/messaging/v1/me/`. */
  readonly path: string;
  /** The message when it is done. */
  readonly done: string;
  /** Whether the session of this page is among those that end. */
  readonly own: boolean;
}

export interface SessionRevocations {
  /** What was done last, or why not. */
  readonly outcome: { readonly text: string; readonly bad: boolean };
  /** The path of the running action; undefined: none. */
  readonly busy: string | undefined;
  readonly end: (ending: SessionRevocation) => Promise<void>;
}

/**
 * Ends sessions of the signed-in user, one action at a time. When the page's own is among them, it signs out.
 *
 * @param after called when the service has answered, even with a refusal: the shown data may be out of date then.
 */
export function useSessionRevocation(locale: Locale, after: (own: boolean) => void): SessionRevocations {
  const [outcome, setOutcome] = useState({ text: '', bad: false });
  const [busy, setBusy] = useState<string>();
  const end = async ({ path, done, own }: SessionRevocation): Promise<void> => {
    if (busy !== undefined) return;
    const session = currentSession();
    setBusy(path);
    const answer = await callApi({ verb: 'DELETE', target: `/messaging/v1/me/${path}` }, locale);
    setBusy(undefined);
    setOutcome(answer.ok ? { text: done, bad: false } : { text: answer.problem, bad: true });
    const ended = answer.ok && own;
    if (ended && currentSession() === session) {
      announceLeaving();
      keepSession(null);
    }
    after(ended);
  };
  return { outcome, busy, end };
}
