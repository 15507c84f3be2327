import { useEffect, useState } from 'preact/hooks';

/** The signed-in user of this tab. The token is kept no longer than the tab. */
export interface Session {
  readonly token: string;
  readonly username: string;
  /** Whether it is another issuer's token, for `Authorization: Bearer`, and not a DirectLogin token. */
  readonly bearer?: boolean;
}

const KEY = 'customer-messages.session';

type Listener = () => void;
const listeners = new Set<Listener>();

/** The session of this tab; null without one. */
export function currentSession(): Session | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return isSession(kept) ? kept : null;
  } catch {
    return null; // storage is forbidden, or contains something we did not write
  }
}

export function keepSession(session: Session | null): void {
  if (session === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, JSON.stringify(session));
  for (const listener of listeners) listener();
}

const isSession = (value: unknown): value is Session =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Session).token === 'string' &&
  typeof (value as Session).username === 'string';

/** The current session, updated live; `undefined` until the page is interactive, as on the server. */
export function useSession(): Session | null | undefined {
  const [session, setSession] = useState<Session | null>();
  useEffect(() => {
    const read = (): void => setSession(currentSession());
    read();
    listeners.add(read);
    return () => void listeners.delete(read);
  }, []);
  return session;
}

const askers = new Set<Listener>();

/** Opens the sign-in dialog, which is in the header. */
export function askToSignIn(): void {
  for (const asker of askers) asker();
}

export function onAskToSignIn(asker: Listener): () => void {
  askers.add(asker);
  return () => void askers.delete(asker);
}
