import { useEffect, useState } from 'preact/hooks';
import { dropDrafts } from './drafts.js';
import { recallInTab, rememberInTab } from './tab-storage.js';
import { isSame, keepPerson, type KeptPerson, keptPerson, keptSomebody, LEAVING, onPersonChange } from './kept-name.js';
import { type PageToken, requestPageToken } from './page-token.js';

/** A person who is signed in: the same object as long as that lasts. */
export interface Session {
  /** The newest access token: short-lived and renewed in place, so read it when it is needed, and tell people apart by `userId`. */
  readonly token: string;
  readonly username: string;
  readonly userId: string;
  /** Whether the token goes into `Authorization: Bearer`: its session was begun at another issuer. */
  readonly bearer?: boolean;
  /** When the token ends, as `Date.now()` counts; undefined: it cannot be renewed, and is of this page alone. */
  readonly endsAt?: number;
}

/** Where a tab keeps a session without a cookie. */
const TAB = 'customer-messages.tab';
/** Tokens are renewed this long before they end, in milliseconds. */
const EARLY = 30_000;

/** Undefined until it is known who is signed in. */
let state: Session | null | undefined;
let begun = false;
let asking: Promise<void> | undefined;
/** Whether the service could not be asked who is signed in. */
let unsure = false;
let lastUserId = '';
let persons = 0;

type Listener = () => void;
const listeners = new Set<Listener>();

/** Who is signed in on this browser, as far as it is known; null for nobody. */
export function currentSession(): Session | null {
  begin();
  return state ?? null;
}

/** Like {@link currentSession}, once that is known, and with a token that is good for a while. Every call waits for it. */
export async function readySession(): Promise<Session | null> {
  begin();
  await asking;
  const aging = state?.endsAt !== undefined && state.endsAt - EARLY <= Date.now();
  if (aging || (unsure && keptSomebody() !== undefined)) await renew();
  return currentSession();
}

/**
 * After a token was refused: whether the session has another one, which may be tried.
 *
 * @param refused the token.
 */
export async function hasAnother(session: Session, refused: string): Promise<boolean> {
  const ended = session.endsAt;
  if (state === session && session.token === refused) {
    if (session.endsAt === undefined) keepSession(null);
    else await renew();
  }
  // A token made in the same second is the same text, and yet a new one.
  return state === session && (session.token !== refused || session.endsAt !== ended);
}

/** Begins or ends the session, in all tabs. */
export function keepSession(session: Session | null): void {
  begin();
  if (session?.endsAt !== undefined) keepPerson({ name: session.username, userId: session.userId });
  else if (session === null) keepPerson(null);
  put(session);
}

/** Begins a session that no cookie can keep, and that has to outlast the next page: it is this tab's alone (decision 34). */
export function keepSessionOfTab(session: Session): void {
  keepSession(session);
  rememberInTab(TAB, session);
}

/** Tells the other tabs that the person signs out; they follow at once. */
export function announceLeaving(): void {
  if (currentSession()?.endsAt !== undefined) keepPerson(LEAVING);
  dropDrafts();
}

/** @param shown the name to show, where that is not the name of the user. */
export const sessionOf = (token: PageToken, shown = token.username): Session => ({
  token: token.access_token,
  username: shown,
  userId: token.user_id,
  endsAt: Date.now() + token.expires_in * 1000,
  ...(token.authentication_type === 'DirectLogin' ? {} : { bearer: true }),
});

function begin(): void {
  if (begun) return;
  begun = true;
  onPersonChange(follow);
  // Pages that the browser keeps for going back have missed what happened meanwhile.
  addEventListener('pageshow', ({ persisted }) => {
    const person = keptPerson();
    if (!persisted || person === undefined || state === undefined) return;
    const own = state?.endsAt === undefined ? null : state;
    const other = person === null || person === LEAVING ? own !== null : own === null || !isSame(person, own);
    if (other) follow(person ?? LEAVING);
  });
  if (keptSomebody() !== undefined) void renew();
  else state = recallInTab<Session>(TAB) ?? null;
}

/** What another tab has done: a person who has signed in there. */
function follow(person: KeptPerson | null): void {
  if (person === LEAVING) {
    dropDrafts();
    persons += 1;
    put(null);
  } else if (person === null) {
    if (state?.endsAt !== undefined) void renew(); // that tab found the session over
  } else if (!state || !isSame(person, state)) {
    put(undefined);
    void renew();
  }
}

const renew = (): Promise<void> => (asking ??= ask().finally(() => (asking = undefined)));

async function ask(): Promise<void> {
  for (;;) {
    const before = state;
    const answer = await requestPageToken();
    if (state === before) {
      settle(before, answer);
      return;
    }
    if (state !== undefined) return; // somebody has signed in or out meanwhile
  }
}

function settle(before: Session | null | undefined, answer: Awaited<ReturnType<typeof requestPageToken>>): void {
  if (answer === 'unknown') {
    if (before === undefined) put(null);
    unsure = !before;
  } else if (answer === 'nobody') keepSession(null);
  else {
    const session = sessionOf(answer, answer.authentication_type === 'DirectLogin' ? undefined : nameOf(answer.user_id));
    if (before?.userId !== session.userId) keepSession(session);
    else Object.assign(before, { token: session.token, endsAt: session.endsAt });
  }
}

/** Other issuers' names are often numbers; people know the name that they signed in with. */
function nameOf(userId: string): string | undefined {
  const person = keptSomebody();
  return person?.userId === userId || person?.userId === '' ? person.name || undefined : undefined;
}

function put(session: Session | null | undefined): void {
  if (session !== undefined) rememberInTab(TAB, undefined);
  state = session;
  unsure = false;
  if (session) {
    if (lastUserId !== '' && lastUserId !== session.userId) {
      dropDrafts();
      persons += 1;
    }
    lastUserId = session.userId;
  }
  for (const listener of listeners) listener();
}

/** What `read` says, updated live; `undefined` until the page is interactive, as on the server. */
function useLive<Value>(read: () => Value): Value | undefined {
  const [value, setValue] = useState<Value>();
  useEffect(() => {
    begin();
    const update = (): void => setValue(read());
    update();
    listeners.add(update);
    return () => void listeners.delete(update);
  }, []);
  return value;
}

/** The current session, updated live; `undefined` until it is known. */
export const useSession = (): Session | null | undefined => useLive(() => state);

/** The name of who seems to be signed in, until that is known. */
export const useExpectedName = (): string | undefined => useLive(() => (state === undefined ? keptSomebody()?.name : undefined));

/** Changes when what is shown on the page is for somebody else than who is signed in now. */
export const usePersons = (): number => useLive(() => persons) ?? 0;

const askers = new Set<Listener>();

/** Opens the sign-in dialog, which is in the header. */
export function askToSignIn(): void {
  for (const asker of askers) asker();
}

export function onAskToSignIn(asker: Listener): () => void {
  askers.add(asker);
  return () => void askers.delete(asker);
}
