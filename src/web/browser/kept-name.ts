/*
 * The name and the id of who is signed in on this browser, which all tabs see. They are no secret, and prove nothing: they tell a page that
 * asking for a token is worth a call, and what to show until the answer is there.
 */

const KEY = 'customer-messages.user';

export interface KeptPerson {
  /** As it is shown. */
  readonly name: string;
  /** By which people are told apart: users of several providers may have the same name. Empty: an older page has kept the name alone. */
  readonly userId: string;
}

/** Stands for a person who has signed out, as long as the service may not know. */
export const LEAVING: KeptPerson = { name: '', userId: '' };

/** @returns {@link LEAVING} itself for what stands for that. */
export function readPerson(text: string | null): KeptPerson | null {
  if (text === null) return null;
  if (text === '') return LEAVING;
  const end = text.lastIndexOf('\n'); // no id has one
  return end < 0 ? { name: text, userId: '' } : { name: text.slice(0, end), userId: text.slice(end + 1) };
}

export const writePerson = (person: KeptPerson): string => (person === LEAVING ? '' : `${person.name}\n${person.userId}`);

export const isSame = (person: KeptPerson, { username, userId }: { readonly username: string; readonly userId: string }): boolean =>
  person.userId === '' ? person.name === username : person.userId === userId;

/** @returns null for nobody, and undefined where storage is forbidden. */
export function keptPerson(): KeptPerson | null | undefined {
  try {
    return readPerson(localStorage.getItem(KEY));
  } catch {
    return undefined;
  }
}

/** Like {@link keptPerson}; undefined also for nobody and for {@link LEAVING}. */
export function keptSomebody(): KeptPerson | undefined {
  const person = keptPerson();
  return person === null || person === LEAVING ? undefined : person;
}

export function keepPerson(person: KeptPerson | null): void {
  try {
    if (person === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, writePerson(person));
  } catch {
    // Forbidden: other tabs and later pages know nobody.
  }
}

/** @param changed called when another tab has changed it. */
export function onPersonChange(changed: (person: KeptPerson | null) => void): void {
  addEventListener('storage', ({ key, newValue, storageArea }) => {
    // Without a key all of it was cleared.
    if (storageArea !== sessionStorage && (key === KEY || key === null)) changed(readPerson(newValue));
  });
}
