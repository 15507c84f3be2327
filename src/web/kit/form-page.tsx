import type { ComponentChildren, JSX } from 'preact';
import { Layout } from './layout.js';
import { Notice } from './notice.js';
import type { PageContext } from './page.js';

interface FormPageProps {
  readonly context: PageContext;
  readonly texts: { readonly title: string; readonly intro: string; readonly submit: string };
  /** Where the form is sent to: this page. */
  readonly action: string;
  /** Why the form was not accepted; empty at first. Fields refer to it by the id `problem`. */
  readonly problem: string;
  readonly children: ComponentChildren;
}

/** A page with one form, for people who followed a link and are not signed in. It needs no script. */
export const FormPage = ({ context, texts, action, problem, children }: FormPageProps): JSX.Element => (
  <Layout context={context} title={texts.title} alone>
    <div class="narrow">
      <h1>{texts.title}</h1>
      <p class="lead">{texts.intro}</p>
      <form class="fields" method="post" action={action}>
        <p class="problem" id="problem" role="alert">
          {problem}
        </p>
        {children}
        <div class="row">
          <button type="submit">{texts.submit}</button>
        </div>
      </form>
    </div>
  </Layout>
);

interface LinkNoticeProps {
  readonly context: PageContext;
  readonly texts: Readonly<Record<'invalid' | 'invalidText' | 'done' | 'doneText', string>>;
  readonly notice: 'invalid' | 'done';
}

/** The state of such a link: it is invalid, or already used. */
export const LinkNotice = ({ context, texts, notice }: LinkNoticeProps): JSX.Element => (
  <Notice context={context} title={texts[notice]}>
    <p class="lead">{texts[`${notice}Text`]}</p>
    {notice === 'done' && (
      <p>
        <a href="/">{context.texts.signUp.goOn}</a>
      </p>
    )}
  </Notice>
);
