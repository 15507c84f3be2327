/** For whom a page is. One person may be several of these; everybody is a developer, since what developers read is open. */
export type Person = 'customer' | 'clerk' | 'administrator' | 'developer';

interface Place {
  /** Its word is in `texts.nav`. */
  readonly name: string;
  readonly href: string;
  readonly of: Person;
}

/** The Explorer is for whoever is nobody else. */
export const EXPLORER = '/explorer';

/** The parts of the administrator's pages about people. */
export const PEOPLE = {
  users: '/explorer/people',
  customers: '/explorer/customers',
  applications: '/explorer/applications',
  audit: '/explorer/audit',
} as const;

/** The parts of what administrators set about sending. */
export const DELIVERY = { providers: '/explorer/providers', templates: '/explorer/templates' } as const;

/**
 * Where the navigation leads, in its order. A new page is a line here and a word in `texts.nav`.
 */
export const PLACES = [
  { name: 'inbox', href: '/explorer/inbox', of: 'customer' },
  { name: 'send', href: '/explorer/send', of: 'clerk' },
  { name: 'outgoing', href: '/explorer/outgoing', of: 'clerk' },
  { name: 'people', href: PEOPLE.users, of: 'administrator' },
  { name: 'delivery', href: DELIVERY.providers, of: 'administrator' },
  { name: 'requests', href: '/explorer/entitlement-requests', of: 'administrator' },
  { name: 'explorer', href: EXPLORER, of: 'developer' },
  { name: 'glossary', href: '/glossary', of: 'developer' },
  { name: 'swagger', href: '/swagger', of: 'developer' },
] as const satisfies readonly Place[];

/** Whose work comes first where `/` leads: what somebody is paid for, before their own post. */
const FIRST: readonly Person[] = ['clerk', 'administrator', 'customer'];

/** Where `/` leads. */
export function homeOf(people: readonly Person[]): string {
  const person = FIRST.find((one) => people.includes(one));
  return PLACES.find((place) => place.of === person)?.href ?? EXPLORER;
}

/** Pages that belong to a place; all others are places of their own. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  [EXPLORER]: ['/explorer/operations/'],
  [PEOPLE.users]: [PEOPLE.customers, PEOPLE.applications, PEOPLE.audit],
  [DELIVERY.providers]: [DELIVERY.templates],
};

export function isWithin(path: string, href: string): boolean {
  const page = path.split('?', 1)[0] ?? '';
  return page === href || (PARTS[href] ?? []).some((part) => page.startsWith(part));
}
