import type { JSX } from 'preact';
import { Island } from '../kit/island.js';
import { Layout } from '../kit/layout.js';
import type { PageContext } from '../kit/page.js';
import { Parts } from '../kit/parts.js';
import { PEOPLE } from '../kit/places.js';

const ISLANDS = { users: 'Users', applications: 'Applications', audit: 'AuditTrail' } as const;

/** Those that are about no bank. */
export type PeoplePlace = keyof typeof ISLANDS;

interface PeoplePageProps {
  readonly context: PageContext;
  readonly place: PeoplePlace;
}

export function PeoplePage({ context, place }: PeoplePageProps): JSX.Element {
  const texts = context.texts.people;
  return (
    <Layout context={context} title={texts.places[place]}>
      <h1>{texts.places[place]}</h1>
      <Parts label={texts.title} parts={PEOPLE} words={texts.places} current={place} />
      <p class="lead">{texts.intros[place]}</p>
      <Island name={ISLANDS[place]} props={{ locale: context.locale, sandbox: context.sandbox.length > 0 }} />
    </Layout>
  );
}
