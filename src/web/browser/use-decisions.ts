import { useState } from 'preact/hooks';
import type { Texts } from '../kit/texts/texts.js';
import type { Decision } from './entitlement-requests.js';
import type { EntitlementRequest } from './api-types.js';

export interface Decisions {
  /** The remaining requests, in their current state. */
  readonly shown: readonly EntitlementRequest[];
  /** What was done last, or why not. */
  readonly outcome: { readonly text: string; readonly bad: boolean };
  /** The request to continue from: the same if it is still there, else a neighbour; undefined if none is left. */
  readonly next: { readonly id: string | undefined } | undefined;
  readonly decided: (request: EntitlementRequest, decision: Decision, granting: boolean) => void;
}

/** Tracks decisions about requests, so that the list need not be read again after each. */
export function useDecisions(requests: readonly EntitlementRequest[], texts: Texts['requests']): Decisions {
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const [granted, setGranted] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState({ text: '', bad: false });
  const [next, setNext] = useState<Decisions['next']>();
  const shown = requests.filter(({ entitlement_request_id: id }) => !removed.has(id)).map((one) => withRole(one, granted));

  const decided: Decisions['decided'] = (request, decision, granting) => {
    const { entitlement_request_id: id, role_name: role, bank_id: bankId, user } = request;
    const at = shown.findIndex((one) => one.entitlement_request_id === id);
    if (decision.held) setGranted((before) => new Set([...before, id]));
    if (decision.removed) setRemoved((before) => new Set([...before, id]));
    setNext({ id: decision.removed ? (shown[at + 1] ?? shown[at - 1])?.entitlement_request_id : id });
    setOutcome(outcomeOf(decision, granting, texts.what(role, bankId, user.username), texts));
  };
  return { shown, outcome, next, decided };
}

function outcomeOf({ held, removed, problem }: Decision, granting: boolean, what: string, texts: Texts['requests']): Decisions['outcome'] {
  if (problem === '') return { text: granting ? texts.didGrant(what) : texts.didRemove(what), bad: false };
  return { text: held && !removed ? `${texts.onlyGranted(what)} ${problem}` : problem, bad: true };
}

/** The state after a grant whose request could not be removed. */
function withRole(request: EntitlementRequest, granted: ReadonlySet<string>): EntitlementRequest {
  if (!granted.has(request.entitlement_request_id)) return request;
  return { ...request, user: { ...request.user, entitlements: { list: [...request.user.entitlements.list, request] } } };
}
