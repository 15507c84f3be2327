import type { JSX } from 'preact';
import { Island } from '../kit/island.js';
import { Layout } from '../kit/layout.js';
import { namedIn, type PageContext } from '../kit/page.js';
import { Parts } from '../kit/parts.js';
import { PEOPLE } from '../kit/places.js';

export const CustomersPage = ({ context }: { readonly context: PageContext }): JSX.Element => {
  const texts = context.texts.people;
  return (
    <Layout context={context} title={texts.places.customers}>
      <h1>{texts.places.customers}</h1>
      <Parts label={texts.title} parts={PEOPLE} words={texts.places} current="customers" />
      <p class="lead">{texts.intros.customers}</p>
      <Island name="Customers" props={{ locale: context.locale, bank: namedIn(context, 'bank'), customer: namedIn(context, 'customer') }} />
    </Layout>
  );
};
