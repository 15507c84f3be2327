import type { JSX } from 'preact';
import type { GlossaryItem } from '../../../documentation/glossary/glossary.js';
import { Layout } from '../../kit/layout.js';
import type { PageContext } from '../../kit/page.js';

interface GlossaryPageProps {
  readonly context: PageContext;
  readonly items: readonly GlossaryItem[];
}

/** Every word with its meaning; the documentation links here by title. */
export function GlossaryPage({ context, items }: GlossaryPageProps): JSX.Element {
  const { glossary } = context.texts;
  return (
    <Layout context={context} title={glossary.title}>
      <h1>{glossary.title}</h1>
      <p class="lead">{glossary.intro}</p>
      <dl class="glossary">
        {items.map(({ title, description }) => (
          <div key={title} id={title}>
            <dt>{title}</dt>
            {/* Our own texts, rendered from Markdown with HTML switched off. */}
            <dd class="prose" dangerouslySetInnerHTML={{ __html: description.html }} />
          </div>
        ))}
      </dl>
    </Layout>
  );
}
