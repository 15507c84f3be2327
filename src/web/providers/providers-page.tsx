import type { JSX } from 'preact';
import { Island } from '../kit/island.js';
import { Layout } from '../kit/layout.js';
import { namedIn, type PageContext } from '../kit/page.js';
import { Parts } from '../kit/parts.js';
import { DELIVERY } from '../kit/places.js';

export const ProvidersPage = ({ context }: { readonly context: PageContext }): JSX.Element => {
  const { delivery, providers } = context.texts;
  return (
    <Layout context={context} title={delivery.places.providers}>
      <h1>{delivery.places.providers}</h1>
      <Parts label={delivery.title} parts={DELIVERY} words={delivery.places} current="providers" />
      <p class="lead">{providers.intro}</p>
      <Island name="Providers" props={{ locale: context.locale, bank: namedIn(context, 'bank') }} />
    </Layout>
  );
};
