import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../obp/docs/locale.js';
import { listIn } from '../browser/ask.js';
import type { Decision } from '../browser/decide.js';
import { useSession } from '../browser/session.js';
import { useAnswer, useRolesHeld } from '../browser/use-answer.js';
import type { EntitlementRequest } from '../browser/wire.js';
import { textsIn } from '../texts/texts.js';
import { MissingRoles } from './missing-roles.js';
import { RequestTable } from './request-table.js';
import { SignInLine } from './sign-in-line.js';

const READ = 'CanGetEntitlementRequestsAtAnyBank';
const REMOVE = 'CanDeleteEntitlementRequestsAtAnyBank';

interface RoleRequestsProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
}

/** The requests of everybody, to be decided, for who may see them; the reader's own for everybody else. */
export function RoleRequests({ locale, sandbox }: RoleRequestsProps): JSX.Element {
  const { requests: texts, working } = textsIn(locale);
  const session = useSession();
  const held = useRolesHeld(locale);
  const administers = held.holds(READ, '');
  const path = administers ? 'entitlement-requests' : 'my/entitlement-requests';
  const answer = useAnswer(held.outcome?.ok === true ? `/obp/v3.0.0/${path}` : undefined, locale);
  const refused = [held.outcome, answer.outcome].find((outcome) => outcome?.ok === false);
  const requests = listIn<EntitlementRequest>(answer.outcome, 'entitlement_requests');
  const missing = [READ, REMOVE].filter((role) => !held.holds(role, ''));
  const refresh = (): void => {
    held.again();
    answer.again();
  };
  return (
    <>
      <SignInLine locale={locale}>{sandbox ? `${texts.signIn} ${texts.sandboxAdmin}` : texts.signIn}</SignInLine>
      {session && refused?.ok === false && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
      {session && refused === undefined && answer.outcome === undefined && <p role="status">{working}</p>}
      {session && answer.outcome?.ok === true && (
        <>
          {missing.length > 0 && (
            <MissingRoles
              locale={locale}
              missing={missing}
              requested={requests.filter(({ user }) => user.username === session.username)}
              sandbox={sandbox}
              onGranted={held.again}
            />
          )}
          <Requests key={`${session.token} ${path}`} locale={locale} requests={requests} administers={administers} refresh={refresh} />
        </>
      )}
    </>
  );
}

interface RequestsProps {
  readonly locale: Locale;
  readonly requests: readonly EntitlementRequest[];
  readonly administers: boolean;
  readonly refresh: () => void;
}

function Requests({ locale, requests, administers, refresh }: RequestsProps): JSX.Element {
  const texts = textsIn(locale).requests;
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState({ text: '', bad: false });
  const [focus, setFocus] = useState<{ id: string | undefined }>();
  const section = useRef<HTMLElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const shown = requests.filter(({ entitlement_request_id: id }) => !removed.has(id)).map((one) => withRole(one, granted));

  // To the row that was decided about, or to the one that took its place.
  useEffect(() => {
    if (focus === undefined) return;
    const row = [...(section.current?.querySelectorAll<HTMLElement>('[data-request]') ?? [])].find(
      (one) => one.dataset.request === focus.id,
    );
    (row?.querySelector('button') ?? heading.current)?.focus();
  }, [focus]);

  const decided = (request: EntitlementRequest, decision: Decision, granting: boolean): void => {
    const { entitlement_request_id: id, role_name: role, bank_id: bankId, user } = request;
    const what = texts.what(role, bankId, user.username);
    const at = shown.findIndex((one) => one.entitlement_request_id === id);
    if (decision.held) setGranted((before) => new Set([...before, id]));
    if (decision.removed) setRemoved((before) => new Set([...before, id]));
    setFocus({ id: decision.removed ? (shown[at + 1] ?? shown[at - 1])?.entitlement_request_id : id });
    const before = decision.held && !decision.removed ? `${texts.onlyGranted(what)} ` : '';
    const text = granting ? texts.didGrant(what) : texts.didRemove(what);
    setOutcome(decision.problem === '' ? { text, bad: false } : { text: before + decision.problem, bad: true });
  };
  return (
    <section ref={section} aria-labelledby="requests">
      <div class="toolbar">
        <h2 id="requests" ref={heading} tabIndex={-1}>
          {administers ? texts.all : texts.mine}
        </h2>
        <button type="button" class="quiet" onClick={refresh}>
          {texts.refresh}
        </button>
      </div>
      <p role="status" class={outcome.bad ? 'outcome bad' : 'outcome good'}>
        {outcome.text}
      </p>
      {shown.length === 0 ? (
        <p class="empty">{administers ? texts.none : texts.noneOfMine}</p>
      ) : (
        <RequestTable locale={locale} requests={shown} onDecided={administers ? decided : undefined} />
      )}
    </section>
  );
}

/** As it is after a grant whose request could not be removed. */
function withRole(request: EntitlementRequest, granted: ReadonlySet<string>): EntitlementRequest {
  if (!granted.has(request.entitlement_request_id)) return request;
  return { ...request, user: { ...request.user, entitlements: { list: [...request.user.entitlements.list, request] } } };
}
