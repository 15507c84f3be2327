import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a caller may choose as correlation id: enough for any tracing format, nothing that could forge a log line. */
const CHOSEN = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/** Our own ids for requests whose caller chose the correlation id. */
const ownIds = new WeakMap<IncomingMessage, string>();

/** The id of a request in answers, logs and records: its `X-Request-ID` if that is acceptable, else a UUID. */
export function correlationIdOf(raw: IncomingMessage): string {
  const given = raw.headers['x-request-id'];
  if (typeof given !== 'string' || !CHOSEN.test(given)) return randomUUID();
  ownIds.set(raw, randomUUID());
  return given;
}

/** A UUID that no caller can choose; the correlation id itself if no caller chose it. */
export const requestIdOf = ({ raw, id }: { readonly raw: IncomingMessage; readonly id: string }): string => ownIds.get(raw) ?? id;
