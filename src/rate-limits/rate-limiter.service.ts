import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { PrincipalConsumer } from '../auth/principal.js';
import type { RegisteredEndpoint } from '../obp/endpoint/endpoint-registry.js';
import { ObpError } from '../obp/errors/obp-error.js';
import { windowsFor } from './call-rules.js';
import { CallCounts, type CallWindow, type Taken } from './counts/call-counts.js';

/** What the headers `X-Rate-Limit-*` of an answer say (contract section 9). */
export interface RateLimitState {
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the period ends. */
  readonly reset: number;
}

/** Holds consumers to their call limits. */
@Injectable()
export class RateLimiter {
  constructor(private readonly counts: CallCounts) {}

  /**
   * Counts a call of a consumer; to be asked once per request, when it is known who calls. Costs nothing for a consumer
   * without limits: they come with the principal.
   *
   * @throws ObpError OBP-10018 naming the shortest period that is full.
   */
  admit(request: FastifyRequest, endpoint: RegisteredEndpoint, { callRules }: PrincipalConsumer): void | Promise<void> {
    if (callRules.length === 0) return;
    const bankId = (request.params as { BANK_ID?: string }).BANK_ID ?? '';
    const call = { apiVersion: `v${endpoint.version}`, apiName: endpoint.functionName, bankId };
    const windows = windowsFor(callRules, call, Date.now());
    if (windows.length === 0) return;
    const taken = this.counts.take(windows);
    if (taken instanceof Promise) return taken.then((later) => settle(request, windows, later));
    settle(request, windows, taken);
  }
}

function settle(request: FastifyRequest, windows: readonly CallWindow[], { refused, window, calls, endsIn }: Taken): void {
  const { limit, period } = windows[window] as CallWindow;
  request.rateLimit = { limit, remaining: Math.max(limit - calls, 0), reset: Math.max(Math.ceil(endsIn / 1000), 0) };
  if (refused) throw new ObpError('TooManyRequests', ` We only allow ${limit} requests per ${period} for this Consumer.`);
}
