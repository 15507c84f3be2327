import { useLayoutEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import type { Person } from '../kit/places.js';
import { askWho } from './people.js';
import { useSession } from './session.js';
import { recallInTab, rememberInTab } from './tab-storage.js';

const KEY = 'customer-messages.people';
/** Milliseconds after which a page asks again, in case roles were given or taken; until the answer it shows what it knows. */
const FRESH = 60_000;

interface Remembered {
  readonly userId: string;
  readonly people: readonly Person[];
  readonly at: number;
}

/**
 * Who the signed-in user is, besides a developer; empty for nobody. The tab remembers it, so that the next page shows it at once. Undefined until
 * it is known, as on the server.
 */
export function usePeople(locale: Locale): readonly Person[] | undefined {
  const session = useSession();
  const userId = session === undefined ? undefined : (session?.userId ?? null);
  const [people, setPeople] = useState<readonly Person[]>();
  // Before the first picture, and before the session is known: whoever was there on the page before is there still.
  useLayoutEffect(() => setPeople(recall()?.people), []);
  useLayoutEffect(() => {
    if (userId === undefined) return;
    const known = recall();
    if (userId === null) {
      rememberInTab(KEY, undefined);
      setPeople([]);
      return;
    }
    const own = known?.userId === userId ? known : undefined;
    setPeople(own?.people);
    if (own !== undefined && Date.now() - own.at < FRESH) return;
    let wanted = true;
    void askWho(locale).then((found) => {
      if (!wanted) return;
      if (found !== undefined) rememberInTab(KEY, { userId, people: found, at: Date.now() } satisfies Remembered);
      setPeople(found ?? own?.people ?? []);
    });
    return () => void (wanted = false);
  }, [userId, locale]);
  return people;
}

function recall(): Remembered | undefined {
  const kept = recallInTab<Remembered>(KEY);
  return Array.isArray(kept?.people) ? kept : undefined;
}
