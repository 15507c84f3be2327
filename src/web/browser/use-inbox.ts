import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import type { InboxMessage } from './api-types.js';
import { callApi, type Outcome } from './api.js';
import { hearInbox } from './inbox-events.js';
import { type InboxList, listIn, marked, PAGE, readList, withNew, withOlder } from './inbox-list.js';
import { useSession } from './session.js';

const MESSAGES = '/messaging/v1/me/messages';

export interface InboxFilters {
  readonly bank: string;
  readonly sender: string;
  readonly words: string;
  readonly unread: boolean;
}

export const NO_FILTERS: InboxFilters = { bank: '', sender: '', words: '', unread: false };

export interface InboxState {
  /** Undefined until there is an answer. */
  readonly shown: InboxList | undefined;
  readonly busy: boolean;
  /** In the service's words. */
  readonly problem: string;
  readonly refresh: () => void;
  readonly older: () => Promise<void>;
  readonly mark: (message: InboxMessage, read: boolean) => Promise<void>;
  readonly markAll: () => Promise<void>;
}

const pathOf = ({ bank, sender, words, unread }: InboxFilters): string => {
  const given = { bank_id: bank, sender, q: words, unread: unread ? 'true' : '' };
  return `${MESSAGES}?${new URLSearchParams(Object.entries(given).filter(([, value]) => value !== '')).toString()}`;
};

const PLAIN = pathOf(NO_FILTERS);

/** A reading of the list that is under way. */
interface Reading {
  /** What has come meanwhile: the answer may be older. */
  readonly heard: InboxMessage[];
  /** Whether something has changed meanwhile, so that it is to be read again. */
  stale: boolean;
}

/**
 * The signed-in user's messages of all banks, as far as they were loaded, and live.
 *
 * @param arrived is called with each that comes while the page is open.
 */
export function useInbox(filters: InboxFilters, locale: Locale, arrived: (message: InboxMessage) => void): InboxState {
  const userId = useSession()?.userId;
  const path = pathOf(filters);
  const of = `${userId} ${path}`;
  const [shown, setShown] = useState<InboxList>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((last) => last + 1), []);
  const channel = useRef<ReturnType<typeof hearInbox>>(undefined);
  const reading = useRef<Reading>(undefined);
  const readings = useRef(0); // that have ended
  const now = useRef({ of, path, arrived, shown });
  now.current = { of, path, arrived, shown };

  const begin = (): Reading => {
    setBusy(true);
    return (reading.current = { heard: [], stale: false });
  };
  /** @returns whether its answer is still wanted: another reading may have begun since. */
  const finish = (own: Reading): boolean => {
    if (reading.current !== own) return false;
    reading.current = undefined;
    readings.current += 1;
    setBusy(false);
    if (own.stale) refresh();
    return true;
  };
  const changed = (): void => {
    if (reading.current === undefined) refresh();
    else reading.current.stale = true;
  };
  const ask = (page: string): Promise<Outcome> =>
    callApi({ verb: 'GET', target: `${path}${path.endsWith('?') ? '' : '&'}${page}` }, locale);

  useEffect(() => {
    if (userId === undefined) {
      reading.current = undefined;
      setShown(undefined);
      setBusy(false);
      setProblem('');
      return;
    }
    const own = begin();
    const before = now.current.shown?.of === of ? now.current.shown.items.length : 0;
    void readList(of, before, ask).then((answer) => {
      if (!finish(own)) return;
      const refused = 'ok' in answer;
      setProblem(refused && !answer.ok ? answer.problem : '');
      if (!refused) setShown(own.heard.reduce(withNew, answer));
    });
    return () => {
      if (reading.current === own) reading.current = undefined;
    };
  }, [of, round, locale]);

  useEffect(() => {
    if (userId === undefined) return;
    const hearing = hearInbox(userId, (event) => {
      if (event.kind === 'message') now.current.arrived(event.message);
      // Only the service knows what fits the filters.
      if (event.kind === 'changed' || now.current.path !== PLAIN) {
        changed();
        return;
      }
      reading.current?.heard.push(event.message);
      setShown((list) => (list?.of === now.current.of ? withNew(list, event.message) : list));
    });
    channel.current = hearing;
    return hearing.end;
  }, [userId]);

  const call = async (verb: string, target: string, body?: object): Promise<boolean> => {
    const before = readings.current;
    const outcome = await callApi({ verb, target, body: body && JSON.stringify(body) }, locale);
    setProblem(outcome.ok ? '' : outcome.problem);
    if (outcome.ok) channel.current?.tell();
    // What is being read, or was read meanwhile, may be of before.
    if (reading.current !== undefined || readings.current !== before) changed();
    return outcome.ok;
  };
  return {
    shown: shown?.of.startsWith(`${userId} `) ? shown : undefined, // never another person's
    busy,
    problem,
    refresh,
    older: async () => {
      if (busy || shown?.cursor === undefined || shown.of !== of) return;
      const own = begin();
      const outcome = await ask(`limit=${PAGE.usual}&cursor=${shown.cursor}`);
      if (!finish(own)) return;
      setProblem(outcome.ok ? '' : outcome.problem);
      if (outcome.ok) setShown((list) => (list?.of === of && list.cursor === shown.cursor ? withOlder(list, listIn(of, outcome)) : list));
    },
    mark: async ({ id, bank_id: bank, read_at: before }, read) => {
      if ((before !== null) === read) return;
      const readAt = read ? new Date().toISOString() : null;
      setShown((list) => list && marked(list, id, readAt));
      const done = await call(read ? 'PUT' : 'DELETE', `${MESSAGES}/${id}/read?bank_id=${encodeURIComponent(bank)}`);
      if (!done) setShown((list) => list && marked(list, id, before));
    },
    markAll: async () => {
      const newest = shown?.items[0];
      if (newest !== undefined && (await call('PUT', `${MESSAGES}/read`, { up_to: newest.id }))) refresh();
    },
  };
}
