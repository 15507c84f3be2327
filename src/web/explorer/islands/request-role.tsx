import type { JSX } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { callApi, refusedAs } from '../../browser/api.js';
import { textsIn } from '../../kit/texts/texts.js';

/** Characters, as the service counts. */
const LONGEST_REASON = 500;

interface RequestRoleProps {
  readonly locale: Locale;
  readonly role: string;
  /** Empty for a system role. */
  readonly bankId: string;
  /** Whether it has already been requested. */
  readonly requested?: boolean;
  readonly onRequested?: () => void;
}

/** Requests a role that is not held, with a reason if the reader gives one, or says that it has been requested. */
export function RequestRole({ locale, role, bankId, requested = false, onRequested }: RequestRoleProps): JSX.Element {
  const { roles: texts, working } = textsIn(locale);
  const [busy, setBusy] = useState(false);
  const [stage, setStage] = useState<'begun' | 'dropped' | 'filed'>();
  const [outcome, setOutcome] = useState({ text: '', bad: false });
  const id = useId();
  const state = useRef<HTMLElement>(null);
  const reason = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (stage !== undefined) ({ begun: reason, dropped: button, filed: state })[stage].current?.focus();
  }, [stage]);

  const request = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setOutcome({ text: '', bad: false });
    const body = JSON.stringify({ bank_id: bankId, role_name: role, reason: reason.current?.value.trim() ?? '' });
    const answer = await callApi({ verb: 'POST', target: '/messaging/v1/me/entitlement-requests', body }, locale);
    setBusy(false);
    setOutcome(answer.ok ? { text: texts.requestSent, bad: false } : { text: answer.problem, bad: true });
    if (!answer.ok && !refusedAs(answer, 'OBP-30214')) return; // this error means: already requested
    setStage('filed');
    onRequested?.();
  };
  /** It may stand inside a form, so it is none of its own. */
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') setStage('dropped');
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void request();
  };

  return (
    <div class="request-role">
      {requested || stage === 'filed' ? (
        <strong class="badge" ref={state} tabIndex={-1}>
          {texts.requested}
        </strong>
      ) : stage === 'begun' ? (
        <div class="reason" role="group" aria-label={texts.requestRole(role, bankId)}>
          <label for={id}>{texts.why}</label>
          <input id={id} name="reason" ref={reason} maxLength={LONGEST_REASON} autocomplete="off" onKeyDown={press} />
          <div class="row">
            <button type="button" class="small" aria-disabled={busy || undefined} onClick={() => void request()}>
              {busy ? working : texts.sendRequest}
            </button>
            <button type="button" class="quiet small" onClick={() => setStage('dropped')}>
              {texts.cancel}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" class="quiet" ref={button} aria-label={texts.requestRole(role, bankId)} onClick={() => setStage('begun')}>
          {texts.request}
        </button>
      )}
      <span role="status" class={outcome.bad ? 'outcome bad' : 'outcome good'}>
        {outcome.text}
      </span>
    </div>
  );
}
