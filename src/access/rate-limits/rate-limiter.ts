import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RegisteredEndpoint } from '../../platform/endpoint/checks/check.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type CallRule, type LimitedCall, windowsFor } from './call-rules.js';
import { CallCounts, type CallWindow, type Taken } from './counts/call-counts.js';

/** How many of some calls are allowed, and why not the others. */
export interface Admitted {
  readonly granted: number;
  /** OBP-10018, where not all are. */
  readonly refusal: ObpError | undefined;
}

/** Whose calls are counted. */
export interface LimitedCaller {
  /** Its limits; empty for none. */
  readonly callRules: readonly CallRule[];
}

/** Holds consumers to their call limits. */
@Injectable()
export class RateLimiter {
  constructor(private readonly counts: CallCounts) {}

  /**
   * Counts a call of a consumer; call this once per request, when the caller is identified. It costs nothing for a consumer without limits:
   * these come with the principal.
   *
   * @throws ObpError OBP-10018 naming the shortest period that is full.
   */
  admit(request: FastifyRequest, endpoint: RegisteredEndpoint, consumer: LimitedCaller): void | Promise<void> {
    if (consumer.callRules.length === 0) return;
    const admitted = this.admitMany(request, endpoint, consumer, 1);
    if (admitted instanceof Promise) return admitted.then(refuseUnlessGranted);
    refuseUnlessGranted(admitted);
  }

  /** Counts the additional calls of a request, atomically: as many as the limits allow. */
  admitMany(
    request: FastifyRequest,
    endpoint: RegisteredEndpoint,
    { callRules }: LimitedCaller,
    calls: number,
  ): Admitted | Promise<Admitted> {
    const windows = callRules.length === 0 || calls === 0 ? [] : windowsFor(callRules, callOf(request, endpoint), Date.now());
    if (windows.length === 0) return { granted: calls, refusal: undefined };
    const taken = this.counts.take(windows, calls);
    if (taken instanceof Promise) return taken.then((later) => settle(request, windows, calls, later));
    return settle(request, windows, calls, taken);
  }
}

function callOf(request: FastifyRequest, { version, functionName, rulesOf }: RegisteredEndpoint): LimitedCall {
  const bankId = (request.params as { BANK_ID?: string }).BANK_ID ?? '';
  return { apiVersion: `v${version}`, apiName: functionName, alsoNamed: rulesOf?.slice(rulesOf.indexOf('-') + 1), bankId };
}

function settle(request: FastifyRequest, windows: readonly CallWindow[], wanted: number, taken: Taken): Admitted {
  const { granted, window, calls, endsIn } = taken;
  const { limit, period } = windows[window] as CallWindow;
  const refused = granted < wanted || request.rateLimit?.refused === true;
  request.rateLimit = { limit, remaining: Math.max(limit - calls, 0), reset: Math.max(Math.ceil(endsIn / 1000), 0), refused };
  const detail = ` We only allow ${limit} requests per ${period} for this Consumer.`;
  return { granted, refusal: granted < wanted ? new ObpError('TooManyRequests', detail) : undefined };
}

function refuseUnlessGranted({ refusal }: Admitted): void {
  if (refusal !== undefined) throw refusal;
}
