import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { readableDate } from '../../browser/dates.js';
import { type Decision, grant, remove } from '../../browser/entitlement-requests.js';
import { type EntitlementRequest, isHeld } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';

interface RequestRowProps {
  readonly locale: Locale;
  readonly request: EntitlementRequest;
  /** Undefined if the reader can only look. */
  readonly onDecided?: ((decision: Decision, granting: boolean) => void) | undefined;
}

/** Who requested what and when, with buttons for the person who decides. */
export function RequestRow({ locale, request, onDecided }: RequestRowProps): JSX.Element {
  const { requests: texts, roles } = textsIn(locale);
  return (
    <tr data-request={request.entitlement_request_id} tabIndex={-1}>
      {onDecided !== undefined && <th scope="row">{request.user.username}</th>}
      <td>
        <code>{request.role_name}</code>
      </td>
      <td>{request.bank_id === '' ? roles.wholeSystem : <code>{request.bank_id}</code>}</td>
      <td>
        <time dateTime={request.created}>{readableDate(request.created, locale)}</time>
      </td>
      <td>{isHeld(request) ? <strong class="badge held">{texts.granted}</strong> : <span class="badge">{texts.waiting}</span>}</td>
      {onDecided !== undefined && (
        <td>
          <Decide locale={locale} request={request} onDecided={onDecided} />
        </td>
      )}
    </tr>
  );
}

/** Grant, or decline after a confirmation; a request for a role that is already held can only be removed. */
function Decide({ locale, request, onDecided }: Required<RequestRowProps>): JSX.Element {
  const { requests: texts, working } = textsIn(locale);
  const [asking, setAsking] = useState<boolean>();
  const [busy, setBusy] = useState(false);
  const keep = useRef<HTMLButtonElement>(null);
  const decline = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (asking !== undefined) (asking ? keep : decline).current?.focus();
  }, [asking]);

  const held = isHeld(request);
  const what = texts.what(request.role_name, request.bank_id, request.user.username);
  const decide = async (granting: boolean): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const decision = await (granting ? grant : remove)(request, locale);
    setBusy(false);
    if (!decision.removed) setAsking(undefined);
    onDecided?.(decision, granting);
  };

  if (busy) return <span class="hint decide">{working}</span>;
  if (asking === true)
    return (
      <div class="row decide" role="group" aria-label={texts.sure(what)} onKeyDown={(event) => event.key === 'Escape' && setAsking(false)}>
        <button type="button" class="quiet" ref={keep} aria-label={texts.keepRequest(what)} onClick={() => setAsking(false)}>
          {texts.keep}
        </button>
        <button type="button" class="danger" aria-label={texts.confirmDecline(what)} onClick={() => void decide(false)}>
          {texts.confirm}
        </button>
      </div>
    );
  return (
    <div class="row decide">
      {held ? (
        <button type="button" class="quiet" aria-label={texts.removeRequest(what)} onClick={() => void decide(false)}>
          {texts.remove}
        </button>
      ) : (
        <>
          <button type="button" aria-label={texts.grantRequest(what)} onClick={() => void decide(true)}>
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
