import { headersOf } from './call.js';
import type { InboxMessage } from './api-types.js';
import { hasAnother, readySession } from './session.js';

/** What tabs tell each other, and the stream all of them. */
export type InboxEvent =
  | { readonly kind: 'message'; readonly message: InboxMessage }
  /** Something may have been missed, or was changed elsewhere: the list is to be read again. */
  | { readonly kind: 'changed' };

const STREAM = '/messaging/v1/me/messages/stream';
/** Milliseconds until the stream is opened again, and between two readings of the list where there is none. */
const AGAIN = { soon: 3_000, later: 30_000 };

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });

/** Takes whole events off the beginning of a text. @returns the rest. */
export function takeEvents(text: string, hear: (event: { id: string; name: string; data: string }) => void): string {
  const parts = text.split('\n\n');
  const rest = parts.pop() ?? '';
  for (const part of parts) {
    const event = { id: '', name: '', data: '' };
    for (const line of part.split('\n')) {
      const [, field, value = ''] = /^(\w+): ?(.*)$/.exec(line) ?? [];
      if (field === 'id') event.id = value;
      else if (field === 'event') event.name = value;
      else if (field === 'data') event.data += value;
    }
    if (event.name !== '') hear(event);
  }
  return rest;
}

/** Follows the stream until the signal: one after the other, and by asking where there is none. */
async function followStream(signal: AbortSignal, tell: (event: InboxEvent) => void): Promise<void> {
  let last = '';
  while (!signal.aborted) {
    const session = await readySession();
    if (session === null || signal.aborted) return;
    const { token } = session;
    const more = { Accept: 'text/event-stream', ...(last === '' ? {} : { 'Last-Event-ID': last }) };
    const headers = headersOf({ verb: 'GET', target: STREAM, headers: more }, session);
    const response = await fetch(STREAM, { headers, signal, cache: 'no-store', credentials: 'omit' }).catch(() => undefined);
    if (response?.status === 401 && (await hasAnother(session, token))) {
      await pause(AGAIN.soon, signal);
      continue;
    }
    if (response?.status !== 200 || response.body === null) {
      await pause(AGAIN.later, signal);
      if (!signal.aborted) tell({ kind: 'changed' });
      continue;
    }
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    try {
      let text = '';
      for (let part = await reader.read(); !part.done; part = await reader.read())
        text = takeEvents(text + part.value, ({ id, name, data }) => {
          if (id !== '') last = id;
          if (name === 'message') tell({ kind: 'message', message: JSON.parse(data) as InboxMessage });
          else if (name === 'ready' && !data.includes('true')) tell({ kind: 'changed' });
        });
    } catch {
      // The connection broke: it is opened again.
    }
    await pause(AGAIN.soon, signal);
  }
}

/**
 * Hears what comes for the user, by one stream for all tabs of the browser: the tab that has the lock follows it and tells the others.
 *
 * @returns what ends it, and what tells the other tabs.
 */
export function hearInbox(username: string, hear: (event: InboxEvent) => void): { readonly end: () => void; readonly tell: () => void } {
  const name = `customer-messages.inbox.${username}`;
  const ended = new AbortController();
  const others = 'BroadcastChannel' in window ? new BroadcastChannel(name) : undefined;
  if (others !== undefined) others.onmessage = ({ data }: MessageEvent<InboxEvent>) => hear(data);
  const follow = (): Promise<void> =>
    followStream(ended.signal, (event) => {
      hear(event);
      others?.postMessage(event);
    });
  // Without locks, as on plain http beyond this machine, each tab follows for itself.
  const locks = (navigator as { locks?: LockManager }).locks;
  if (locks === undefined || others === undefined) void follow();
  else void locks.request(name, { signal: ended.signal }, follow).catch(() => undefined);
  return {
    end: () => {
      ended.abort();
      others?.close();
    },
    tell: () => others?.postMessage({ kind: 'changed' } satisfies InboxEvent),
  };
}
