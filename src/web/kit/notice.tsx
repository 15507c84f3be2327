import type { ComponentChildren, JSX } from 'preact';
import { Layout } from './layout.js';
import type { PageContext } from './page.js';

interface NoticeProps {
  readonly context: PageContext;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A page that says something and asks nothing. */
export const Notice = ({ context, title, children }: NoticeProps): JSX.Element => (
  <Layout context={context} title={title} alone>
    <div class="narrow">
      <h1>{title}</h1>
      {children}
    </div>
  </Layout>
);
