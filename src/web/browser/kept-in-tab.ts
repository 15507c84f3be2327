import type { Session } from './session.js';

const KEY = 'customer-messages.tab';

/* A session that has no cookie and lasts as long as the tab. Storage may be forbidden: then it lasts as long as the page. */

export function keptInTab(): Session | null {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Session | null;
  } catch {
    return null;
  }
}

/** @param session null: none any more. */
export function keepInTab(session: Session | null): void {
  try {
    if (session === null) sessionStorage.removeItem(KEY);
    else sessionStorage.setItem(KEY, JSON.stringify(session));
  } catch {
    // See above.
  }
}
