import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { callApi, refusedAs } from '../../browser/api.js';
import { textsIn } from '../../kit/texts/texts.js';

interface RequestRoleProps {
  readonly locale: Locale;
  readonly role: string;
  /** Empty for a system role. */
  readonly bankId: string;
  /** Whether it has already been requested. */
  readonly requested?: boolean;
  readonly onRequested?: () => void;
}

/** Requests a role that is not held, or says that it has been requested. */
export function RequestRole({ locale, role, bankId, requested = false, onRequested }: RequestRoleProps): JSX.Element {
  const { roles: texts, working } = textsIn(locale);
  const [busy, setBusy] = useState(false);
  const [filed, setFiled] = useState(false);
  const [outcome, setOutcome] = useState({ text: '', bad: false });
  const state = useRef<HTMLElement>(null);
  useEffect(() => {
    if (filed) state.current?.focus(); // where the button was
  }, [filed]);

  const request = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setOutcome({ text: '', bad: false });
    const body = JSON.stringify({ bank_id: bankId, role_name: role });
    const answer = await callApi({ verb: 'POST', target: '/obp/v3.0.0/entitlement-requests', body }, locale);
    setBusy(false);
    setOutcome(answer.ok ? { text: texts.requestSent, bad: false } : { text: answer.problem, bad: true });
    if (!answer.ok && !refusedAs(answer, 'OBP-30214')) return; // this error means: already requested
    setFiled(true);
    onRequested?.();
  };

  return (
    <span class="request-role">
      {requested || filed ? (
        <strong class="badge" ref={state} tabIndex={-1}>
          {texts.requested}
        </strong>
      ) : (
        <button
          type="button"
          class="quiet"
          aria-disabled={busy || undefined}
          aria-label={busy ? undefined : texts.requestRole(role, bankId)}
          onClick={() => void request()}
        >
          {busy ? working : texts.request}
        </button>
      )}
      <span role="status" class={outcome.bad ? 'outcome bad' : 'outcome good'}>
        {outcome.text}
      </span>
    </span>
  );
}
