import type { JSX } from 'preact';
import { Island } from '../kit/island.js';
import { Layout } from '../kit/layout.js';
import { namedIn, type PageContext } from '../kit/page.js';
import { Parts } from '../kit/parts.js';
import { DELIVERY } from '../kit/places.js';

export const TemplatesPage = ({ context }: { readonly context: PageContext }): JSX.Element => {
  const { delivery, templates } = context.texts;
  return (
    <Layout context={context} title={delivery.places.templates}>
      <h1>{delivery.places.templates}</h1>
      <Parts label={delivery.title} parts={DELIVERY} words={delivery.places} current="templates" />
      <p class="lead">{templates.intro}</p>
      <Island name="Templates" props={{ locale: context.locale, bank: namedIn(context, 'bank') }} />
    </Layout>
  );
};
