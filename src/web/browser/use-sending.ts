import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, type Outcome } from './api.js';

export interface Sending {
  readonly busy: boolean;
  /** Undefined while another call is under way, which is then the one that counts. */
  readonly send: (target: string, body: string) => Promise<Outcome | undefined>;
}

/**
 * Sends a message once, however often the button is pressed. Each has a key, which stays the same when the same message is sent again
 * because it is unknown whether it arrived; so a service that supports `Idempotency-Key` stores it once.
 */
export function useSending(locale: Locale): Sending {
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false); // immediately, while the state only follows with the next rendering
  const unsure = useRef<{ readonly content: string; readonly key: string }>(undefined);

  const send = async (target: string, body: string): Promise<Outcome | undefined> => {
    if (underWay.current) return undefined;
    underWay.current = true;
    setBusy(true);
    const content = `${target}\n${body}`;
    const key = unsure.current?.content === content ? unsure.current.key : newKey();
    const outcome = await callApi({ verb: 'POST', target, body, headers: { 'Idempotency-Key': key } }, locale);
    unsure.current = !outcome.ok && (outcome.status === 0 || outcome.status >= 500) ? { content, key } : undefined;
    underWay.current = false;
    setBusy(false);
    return outcome;
  };
  return { busy, send };
}

/** 128 random bits. Not `randomUUID`, which browsers do not offer to pages loaded over plain HTTP. */
const newKey = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
