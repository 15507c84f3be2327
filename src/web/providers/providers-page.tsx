import type { JSX } from 'preact';
import { Island } from '../kit/island.js';
import { Layout } from '../kit/layout.js';
import type { PageContext } from '../kit/page.js';

export const ProvidersPage = ({ context }: { readonly context: PageContext }): JSX.Element => (
  <Layout context={context} title={context.texts.providers.title}>
    <h1>{context.texts.providers.title}</h1>
    <p class="lead">{context.texts.providers.intro}</p>
    <Island name="Providers" props={{ locale: context.locale, bank: new URLSearchParams(context.path.split('?')[1]).get('bank') ?? '' }} />
  </Layout>
);
