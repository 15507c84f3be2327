import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { ask, listIn, type Outcome } from './api.js';
import { useSession } from './session.js';
import type { Message } from './api-types.js';

const PAGE = 20;

export interface InboxPages {
  /** Undefined until there is an answer for this person and bank. */
  readonly messages: readonly Message[] | undefined;
  readonly busy: boolean;
  /** In the service's words. */
  readonly problem: string;
  /** Appends what is older; undefined when there is nothing older. */
  readonly older: (() => Promise<void>) | undefined;
  /** Reads from the newest on again; what is shown stays meanwhile. */
  readonly refresh: () => void;
}

interface Known {
  /** Whose inbox at which bank. */
  readonly of: string;
  readonly messages: readonly Message[];
  readonly cursor: string | undefined;
}

/** The inbox of the signed-in user, newest first, as far as it has been loaded. */
export function useInbox(bankId: string, locale: Locale): InboxPages {
  const token = useSession()?.token;
  const of = `${token} ${bankId}`;
  const asked = token !== undefined && bankId !== '';
  const [known, setKnown] = useState<Known>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const [round, setRound] = useState(0);
  const read = (cursor?: string): Promise<Outcome> => ask({ verb: 'GET', target: targetOf(bankId, cursor) }, locale);

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
      if (outcome.ok) setKnown({ of, ...pageOf(outcome) });
      else setProblem(outcome.problem);
    });
    return () => void (wanted = false);
  }, [of, round, locale]);

  const shown = asked && known?.of === of ? known : undefined;
  const cursor = shown?.cursor;
  const older = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    const outcome = await read(cursor);
    setBusy(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      return;
    }
    const page = pageOf(outcome);
    // Unless somebody has refreshed, or gone elsewhere, while it was under way.
    setKnown((now) => (now === shown && now !== undefined ? { ...page, of, messages: [...now.messages, ...page.messages] } : now));
  };
  return {
    messages: shown?.messages,
    busy,
    problem,
    older: cursor === undefined ? undefined : older,
    refresh: useCallback(() => setRound((last) => last + 1), []),
  };
}

const targetOf = (bankId: string, cursor?: string): string =>
  `/obp/v1.4.0/banks/${encodeURIComponent(bankId)}/customer/messages?limit=${PAGE}${cursor === undefined ? '' : `&cursor=${cursor}`}`;

/** Takes only the cursor from the next page's address, so it does not matter whether the service knows its own address. */
function pageOf(outcome: Outcome): Omit<Known, 'of'> {
  const cursor = outcome.ok ? /[?&]cursor=([^&>]+)/.exec(outcome.link)?.[1] : undefined;
  return { messages: listIn<Message>(outcome, 'messages'), cursor };
}
