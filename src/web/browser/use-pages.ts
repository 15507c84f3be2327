import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, listIn, type Outcome } from './api.js';
import { useSession } from './session.js';

export interface Pages<Item> {
  /** Undefined until there is an answer for this person and request. */
  readonly items: readonly Item[] | undefined;
  readonly busy: boolean;
  /** In the service's words. */
  readonly problem: string;
  /** Appends older entries; undefined if there are none. */
  readonly older: (() => Promise<void>) | undefined;
  /** Reads again from the newest entry; the shown entries stay meanwhile. */
  readonly refresh: () => void;
}

interface Known<Item> {
  /** Who asked what. */
  readonly of: string;
  readonly items: readonly Item[];
  /** What asks for the page after it; undefined: there is none. */
  readonly next: string | undefined;
}

/**
 * A list from the API for the signed-in user, page by page, newest first, as far as it has been loaded.
 *
 * @param target with a query; undefined: nothing is asked yet.
 * @param name of the list in the answer.
 */
export function usePages<Item>(target: string | undefined, name: string, locale: Locale): Pages<Item> {
  const reader = useSession()?.userId;
  const of = `${reader} ${target}`;
  const asked = reader !== undefined && target !== undefined;
  const [known, setKnown] = useState<Known<Item>>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [round, setRound] = useState(0);
  const read = (page?: string): Promise<Outcome> =>
    callApi({ verb: 'GET', target: `${target}${page === undefined ? '' : `&${page}`}` }, locale);
  const pageOf = (outcome: Outcome): Known<Item> => ({ of, items: listIn<Item>(outcome, name), next: nextOf(outcome) });

  useEffect(() => {
    setProblem('');
    if (!asked) {
      setBusy(false);
      return;
    }
    let wanted = true;
    setBusy(true);
    void read().then((outcome) => {
      if (!wanted) return;
      setBusy(false);
      if (outcome.ok) setKnown(pageOf(outcome));
      else setProblem(outcome.problem);
    });
    return () => void (wanted = false);
  }, [of, round, locale]);

  const shown = asked && known?.of === of ? known : undefined;
  const next = shown?.next;
  const older = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    const outcome = await read(next);
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      return;
    }
    const page = pageOf(outcome);
    // Unless the list was refreshed or left while this was under way.
    setKnown((now) => (now === shown && now !== undefined ? { ...page, items: [...now.items, ...page.items] } : now));
  };
  return {
    items: shown?.items,
    busy,
    problem,
    older: next === undefined ? undefined : older,
    refresh: useCallback(() => setRound((last) => last + 1), []),
  };
}

/** Takes only cursor or offset from the next page's address, so it does not matter whether the service knows its own address. */
const nextOf = (outcome: Outcome): string | undefined =>
  outcome.ok ? /[?&]((?:cursor|offset)=[^&>]+)/.exec(outcome.link)?.[1] : undefined;
