import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import type { InboxMessage } from './api-types.js';
import { callApi, type Outcome } from './api.js';
import { hearInbox } from './inbox-events.js';
import { useSession } from './session.js';

const MESSAGES = '/messaging/v1/me/messages';
const PAGE = 20;

export interface InboxFilters {
  readonly bank: string;
  readonly sender: string;
  readonly words: string;
  readonly unread: boolean;
}

export const NO_FILTERS: InboxFilters = { bank: '', sender: '', words: '', unread: false };

interface Shown {
  readonly items: readonly InboxMessage[];
  readonly unread: number;
  readonly moreBanks: boolean;
  readonly cursor: string | undefined;
}

export interface InboxState {
  /** Undefined until there is an answer. */
  readonly shown: Shown | undefined;
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
  const query = Object.entries(given).filter(([, value]) => value !== '');
  return `${MESSAGES}?${new URLSearchParams([['limit', String(PAGE)], ...query]).toString()}`;
};

function shownIn(outcome: Outcome): Shown {
  const { json, link } = outcome as Extract<Outcome, { ok: true }>;
  const {
    messages,
    unread_count: unread,
    more_banks: moreBanks,
  } = json as { messages: InboxMessage[]; unread_count: number; more_banks: boolean };
  return { items: messages, unread, moreBanks, cursor: /[?&]cursor=([^&>]+)/.exec(link)?.[1] };
}

/**
 * The signed-in user's messages of all banks, as far as they were loaded, and live.
 *
 * @param arrived is called with each that comes while the page is open.
 */
export function useInbox(filters: InboxFilters, locale: Locale, arrived: (message: InboxMessage) => void): InboxState {
  const session = useSession();
  const username = session?.username;
  const path = pathOf(filters);
  const isPlain = path === pathOf(NO_FILTERS);
  const [shown, setShown] = useState<Shown>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [round, setRound] = useState(0);
  const refresh = useCallback(() => setRound((last) => last + 1), []);
  const channel = useRef<ReturnType<typeof hearInbox>>(undefined);
  const heard = useRef({ isPlain, arrived });
  heard.current = { isPlain, arrived };

  useEffect(() => {
    if (username === undefined) {
      setShown(undefined);
      setProblem('');
      return;
    }
    let wanted = true;
    setBusy(true);
    void callApi({ verb: 'GET', target: path }, locale).then((outcome) => {
      if (!wanted) return;
      setBusy(false);
      setProblem(outcome.ok ? '' : outcome.problem);
      if (outcome.ok) setShown(shownIn(outcome));
    });
    return () => void (wanted = false);
  }, [username, path, round, locale]);

  useEffect(() => {
    if (username === undefined) return;
    const hearing = hearInbox(username, (event) => {
      if (event.kind === 'changed' || !heard.current.isPlain) refresh();
      if (event.kind === 'changed') return;
      heard.current.arrived(event.message);
      setShown((now) => now && withNew(now, event.message));
    });
    channel.current = hearing;
    return hearing.end;
  }, [username]);

  const call = async (verb: string, target: string, body?: object): Promise<boolean> => {
    const outcome = await callApi({ verb, target, body: body && JSON.stringify(body) }, locale);
    setProblem(outcome.ok ? '' : outcome.problem);
    if (outcome.ok) channel.current?.tell();
    return outcome.ok;
  };
  return {
    shown,
    busy,
    problem,
    refresh,
    older: async () => {
      if (busy || shown?.cursor === undefined) return;
      setBusy(true);
      const outcome = await callApi({ verb: 'GET', target: `${path}&cursor=${shown.cursor}` }, locale);
      setBusy(false);
      setProblem(outcome.ok ? '' : outcome.problem);
      if (!outcome.ok) return;
      const page = shownIn(outcome);
      setShown(
        (now) => now && { ...page, items: [...now.items, ...page.items.filter(({ id }) => !now.items.some((one) => one.id === id))] },
      );
    },
    mark: async ({ id, bank_id: bank, read_at: before }, read) => {
      if ((before !== null) === read) return;
      const readAt = read ? new Date().toISOString() : null;
      setShown((now) => now && marked(now, id, readAt));
      const done = await call(read ? 'PUT' : 'DELETE', `${MESSAGES}/${id}/read?bank_id=${encodeURIComponent(bank)}`);
      if (!done) setShown((now) => now && marked(now, id, before));
    },
    markAll: async () => {
      const newest = shown?.items[0];
      if (newest !== undefined && (await call('PUT', `${MESSAGES}/read`, { up_to: newest.id }))) refresh();
    },
  };
}

/** A hundred stands for more, so it stays where it is. */
const MOST = 100;

function marked(now: Shown, id: string, readAt: string | null): Shown {
  const items = now.items.map((one) => (one.id === id ? { ...one, read_at: readAt } : one));
  const unread = now.unread >= MOST ? now.unread : Math.max(0, now.unread + (readAt === null ? 1 : -1));
  return { ...now, items, unread };
}

function withNew(now: Shown, message: InboxMessage): Shown {
  if (now.items.some(({ id }) => id === message.id)) return now;
  return { ...now, items: [message, ...now.items].sort((a, b) => (a.id < b.id ? 1 : -1)), unread: Math.min(MOST, now.unread + 1) };
}
