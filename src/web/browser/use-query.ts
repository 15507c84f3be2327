import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { callApi, listIn, type Outcome } from './api.js';
import { useSession } from './session.js';
import { type Bank, includesRole, type RoleAt } from './api-types.js';

export interface Followed {
  /** Undefined until there is one for the current user. */
  readonly outcome: Outcome | undefined;
  readonly busy: boolean;
  /** Asks again; the known data stays until the answer arrives. */
  readonly again: () => void;
}

/**
 * The API's answer to a GET by the signed-in user, requested again when somebody else signs in.
 *
 * @param target undefined: no request yet. Without a session there never is one.
 * @param version asked again when it changes.
 */
export function useAnswer(target: string | undefined, locale: Locale, version = 0): Followed {
  const reader = useSession()?.userId;
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<{ subject: string; question: string; outcome: Outcome }>();
  const subject = `${reader} ${target}`;
  const question = `${subject} ${version} ${round}`;
  const asked = reader !== undefined && target !== undefined;
  useEffect(() => {
    if (!asked) return;
    let wanted = true;
    void callApi({ verb: 'GET', target }, locale).then((outcome) => {
      if (wanted) setKnown({ subject, question, outcome });
    });
    return () => void (wanted = false);
  }, [question, locale]);
  const again = useCallback(() => setRound((last) => last + 1), []);
  return {
    outcome: asked && known?.subject === subject ? known.outcome : undefined,
    busy: asked && known?.question !== question,
    again,
  };
}

export interface Held extends Followed {
  readonly list: readonly RoleAt[];
  readonly holds: (role: string, bankId: string) => boolean;
}

/** The roles of the signed-in user. */
export function useRolesHeld(locale: Locale): Held {
  const followed = useAnswer('/obp/v3.0.0/my/entitlements', locale);
  const list = listIn<RoleAt>(followed.outcome, 'list');
  return { ...followed, list, holds: (role, bankId) => includesRole(list, role, bankId) };
}

export interface Banks {
  /** Undefined while they are asked for. */
  readonly list: readonly Bank[] | undefined;
  readonly problem: string;
}

/** All banks, which are public. */
export function useBanks(locale: Locale): Banks {
  const [outcome, setOutcome] = useState<Outcome>();
  useEffect(() => {
    let wanted = true;
    void callApi({ verb: 'GET', target: '/obp/v4.0.0/banks?limit=1000' }, locale).then((answer) => {
      if (wanted) setOutcome(answer);
    });
    return () => void (wanted = false);
  }, [locale]);
  return { list: outcome && listIn<Bank>(outcome, 'banks'), problem: outcome?.ok === false ? outcome.problem : '' };
}
