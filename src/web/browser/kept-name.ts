/*
 * The name of who is signed in on this browser, which all tabs see. It is no secret, and proves nothing: it tells a page that asking for a
 * token is worth a call, and what to show until the answer is there.
 */

const KEY = 'customer-messages.user';

/** Stands for a person who has signed out, as long as the service may not know. */
export const LEAVING = '';

/** @returns null for nobody, and undefined where storage is forbidden. */
export function keptName(): string | null | undefined {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return undefined;
  }
}

export function keepName(name: string | null): void {
  try {
    if (name === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, name);
  } catch {
    // Forbidden: other tabs and later pages know nobody.
  }
}

/** @param changed called when another tab has changed it. */
export function onNameChange(changed: (name: string | null) => void): void {
  addEventListener('storage', ({ key, newValue, storageArea }) => {
    // Without a key all of it was cleared.
    if (storageArea !== sessionStorage && (key === KEY || key === null)) changed(newValue);
  });
}
