import { useEffect, useRef } from 'preact/hooks';
import { EXPLORER, homeOf, type Person } from '../kit/places.js';
import { useSession } from './session.js';

/**
 * Whoever asked for `/`, found the Explorer since nobody was signed in, and signs in there, gets what `/` has for them. Whoever went to the
 * Explorer stays.
 */
export function useLanding(people: readonly Person[] | undefined): void {
  const session = useSession();
  const wasOut = useRef(false);
  useEffect(() => {
    if (session === null) wasOut.current = true;
    if (!session || !wasOut.current || !people || people.length === 0 || !cameByRoot()) return;
    location.assign(homeOf(people));
  }, [session, people]);
}

function cameByRoot(): boolean {
  if (location.pathname !== EXPLORER || location.search !== '' || !URL.canParse(document.referrer)) return false;
  const { origin, pathname } = new URL(document.referrer);
  return origin === location.origin && pathname === '/';
}
