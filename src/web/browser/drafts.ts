import { recallInTab, rememberInTab } from './tab-storage.js';

/*
 * What a person has typed on a tab and not sent: it outlives a reload and signing in, and is for nobody else. It goes with the tab.
 */

const PREFIX = 'customer-messages.draft.';

interface Draft {
  /** Empty: of somebody who was not signed in. */
  readonly owner: string;
  readonly value: unknown;
}

const listeners = new Set<() => void>();

/** @param reader empty: nobody. @returns undefined without a draft that is for this reader. */
export function draftFor(reader: string, name: string): unknown {
  const draft = recallInTab<Draft>(PREFIX + name);
  return draft?.owner === '' || draft?.owner === reader ? draft.value : undefined;
}

/** @param value undefined: there is nothing to keep any more. */
export const keepDraft = (owner: string, name: string, value: unknown): void =>
  rememberInTab(PREFIX + name, value === undefined ? undefined : ({ owner, value } satisfies Draft));

/** Removes all of this tab, also from the forms that show them. */
export function dropDrafts(): void {
  try {
    const names = Array.from({ length: sessionStorage.length }, (_, at) => sessionStorage.key(at) ?? '');
    for (const name of names) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
  } catch {
    // Forbidden: there are none.
  }
  for (const listener of listeners) listener();
}

export function onDrop(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
