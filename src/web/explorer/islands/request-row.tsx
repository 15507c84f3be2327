import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { RoleRequest } from '../../browser/api-types.js';
import type { Call } from '../../browser/call.js';
import { readableDate } from '../../browser/dates.js';
import { textsIn } from '../../kit/texts/texts.js';

/** Ends a request by a call. */
export type Decide = (request: RoleRequest, call: Call, done: string) => Promise<void>;

interface RequestFactsProps {
  readonly locale: Locale;
  readonly request: RoleRequest;
  /** Whether it says who has asked. */
  readonly administers: boolean;
}

/** Who has asked for what, when and why. */
export function RequestFacts({ locale, request, administers }: RequestFactsProps): JSX.Element {
  return (
    <>
      {administers && <th scope="row">{request.username}</th>}
      <td>
        <code>{request.role_name}</code>
      </td>
      <td>{request.bank_id === '' ? textsIn(locale).roles.wholeSystem : <code>{request.bank_id}</code>}</td>
      <td>
        <time dateTime={request.requested_at}>{readableDate(request.requested_at, locale)}</time>
      </td>
      <td class="why">{request.reason}</td>
    </>
  );
}

interface RequestRowProps extends RequestFactsProps {
  readonly busy: boolean;
  /** Undefined if the reader can only look. */
  readonly decide: Decide | undefined;
}

/** An open request, with buttons for the person who decides. */
export function RequestRow({ decide, busy, ...facts }: RequestRowProps): JSX.Element {
  const { locale, request } = facts;
  const { requests: texts } = textsIn(locale);
  return (
    <tr data-request={request.entitlement_request_id} tabIndex={-1}>
      <RequestFacts {...facts} />
      <td>{request.is_held ? <strong class="badge held">{texts.granted}</strong> : <span class="badge">{texts.waiting}</span>}</td>
      {decide !== undefined && (
        <td>
          <Decision {...{ locale, request, decide, busy }} />
        </td>
      )}
    </tr>
  );
}

type DecisionProps = Pick<RequestRowProps, 'locale' | 'request' | 'busy'> & { readonly decide: Decide };

/** Grant, or decline after a confirmation with room for a reason; a request for a role that is already held can only be removed. */
function Decision({ locale, request, decide, busy }: DecisionProps): JSX.Element {
  const { requests: texts } = textsIn(locale);
  const [asking, setAsking] = useState<boolean>();
  const reason = useRef<HTMLInputElement>(null);
  const decline = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking !== undefined) (asking ? reason : decline).current?.focus();
  }, [asking]);
  const id = encodeURIComponent(request.entitlement_request_id);
  const what = texts.what(request.role_name, request.bank_id, request.username);
  const put = (decision: 'granted' | 'refused', done: string): void => {
    const body = JSON.stringify({ decision, reason: reason.current?.value.trim() ?? '' });
    void decide(request, { verb: 'PUT', target: `/messaging/v1/entitlement-requests/${id}/decision`, body }, done);
  };
  if (asking === true)
    return (
      <div class="decide" role="group" aria-label={texts.sure(what)} onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}>
        <label>
          {texts.why}
          <input name="reason" ref={reason} maxLength={500} autocomplete="off" />
        </label>
        <div class="row">
          <button type="button" class="quiet" aria-label={texts.keepRequest(what)} onClick={() => setAsking(false)}>
            {texts.keep}
          </button>
          <button
            type="button"
            class="danger"
            aria-label={texts.confirmDecline(what)}
            aria-disabled={busy || undefined}
            onClick={() => put('refused', texts.didDecline(what))}
          >
            {texts.confirm}
          </button>
        </div>
      </div>
    );
  return (
    <div class="row decide">
      {request.is_held ? (
        <button
          type="button"
          class="quiet"
          aria-label={texts.removeRequest(what)}
          aria-disabled={busy || undefined}
          onClick={() => void decide(request, { verb: 'DELETE', target: `/obp/v3.0.0/entitlement-requests/${id}` }, texts.didRemove(what))}
        >
          {texts.remove}
        </button>
      ) : (
        <>
          <button
            type="button"
            aria-label={texts.grantRequest(what)}
            aria-disabled={busy || undefined}
            onClick={() => put('granted', texts.didGrant(what))}
          >
            {texts.grant}
          </button>
          <button type="button" class="quiet" ref={decline} aria-label={texts.declineRequest(what)} onClick={() => setAsking(true)}>
            {texts.decline}
          </button>
        </>
      )}
    </div>
  );
}
