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
/** Milliseconds after which a stream without a sign of life, which should come every 15 seconds, is taken for dead. */
const SILENCE = 45_000;

const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const stop = (): void => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', stop, { once: true });
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

/** Reads parts until the end, or until none has come for that many milliseconds. @throws what the stream does. */
export async function readWhileAlive(stream: ReadableStream<string>, silence: number, hear: (part: string) => void): Promise<void> {
  const reader = stream.getReader();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    for (;;) {
      const silent = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), silence)));
      const part = await Promise.race([reader.read(), silent]);
      if (part === undefined || part.done) return;
      hear(part.value);
      clearTimeout(timer);
    }
  } finally {
    clearTimeout(timer);
    reader.cancel().catch(() => undefined); // it may have failed before
  }
}

/** Asks for the stream, for as long as one without a sign of life is waited for. @returns undefined when there is no answer. */
async function openStream(headers: Record<string, string>, signal: AbortSignal): Promise<Response | undefined> {
  const opening = new AbortController();
  const stop = (): void => opening.abort();
  const timer = setTimeout(stop, SILENCE);
  signal.addEventListener('abort', stop, { once: true });
  const response = await fetch(STREAM, { headers, signal: opening.signal, cache: 'no-store', credentials: 'omit' }).catch(() => undefined);
  clearTimeout(timer);
  return response;
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
    const response = await openStream(headers, signal);
    if (response?.status === 401 && (await hasAnother(session, token))) {
      await pause(AGAIN.soon, signal);
      continue;
    }
    if (response?.status !== 200 || response.body === null) {
      await pause(AGAIN.later, signal);
      if (!signal.aborted) tell({ kind: 'changed' });
      continue;
    }
    try {
      let text = '';
      await readWhileAlive(response.body.pipeThrough(new TextDecoderStream()), SILENCE, (part) => {
        text = takeEvents(text + part, ({ id, name, data }) => {
          if (id !== '') last = id;
          if (name === 'message') tell({ kind: 'message', message: JSON.parse(data) as InboxMessage });
          else if (name === 'ready' && !data.includes('true')) tell({ kind: 'changed' });
        });
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
export function hearInbox(userId: string, hear: (event: InboxEvent) => void): { readonly end: () => void; readonly tell: () => void } {
  const name = `customer-messages.inbox.${userId}`;
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
