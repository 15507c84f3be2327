import type { JSX } from 'preact';
import { Island } from '../../kit/island.js';
import type { OperationSummary, OperationView } from '../operation-view.js';
import { Layout } from '../../kit/layout.js';
import { About, Errors, Roles, Rules } from './operation-facts.js';
import { FieldTable } from './field-table.js';
import { breakable } from './operation-link.js';
import { Sidebar } from './sidebar.js';
import type { PageContext } from '../../kit/page.js';

interface OperationPageProps {
  readonly context: PageContext;
  readonly operation: OperationView;
  readonly operations: readonly OperationSummary[];
}

/** One operation: everything in its declaration, and a form to try it. */
export function OperationPage({ context, operation, operations }: OperationPageProps): JSX.Element {
  const { texts, locale } = context;
  return (
    <Layout context={context} title={operation.title}>
      <div class="with-sidebar">
        <Sidebar context={context} operations={operations} current={operation} search />
        <article class="operation" id={operation.operationId}>
          <div class="columns">
            <div class="doc">
              <p class="up">
                <a href="/explorer">{texts.operation.all}</a>
              </p>
              <h1>{operation.title}</h1>
              <p class="call">
                <span class={`verb verb-${operation.verb.toLowerCase()}`}>{operation.verb}</span> <code>{breakable(operation.path)}</code>
              </p>
              <Doc context={context} operation={operation} />
              <a class="jump button" href="#try">
                {texts.tryIt.title}
              </a>
            </div>
            <section class="try" aria-labelledby="try">
              <Island name="TryIt" props={{ locale, operation, host: context.host }} />
            </section>
          </div>
        </article>
      </div>
    </Layout>
  );
}

/** In the order that OBP's users know. */
function Doc({ context, operation }: Pick<OperationPageProps, 'context' | 'operation'>): JSX.Element {
  const texts = context.texts.operation;
  return (
    <>
      {/* Our own texts, rendered from Markdown with HTML switched off. */}
      <div class="prose" dangerouslySetInnerHTML={{ __html: operation.description }} />
      <p data-authentication={operation.authentication}>{texts[operation.authentication]}</p>
      <FieldTable id="url-parameters" title={texts.urlParameters} fields={operation.pathParameters} texts={context.texts} />
      <FieldTable id="query-parameters" title={texts.queryParameters} fields={operation.queryParameters} texts={context.texts} optional />
      <FieldTable id="headers" title={texts.headers} fields={operation.headers} texts={context.texts} optional />
      <FieldTable id="request-fields" title={texts.requestFields} fields={operation.requestFields} texts={context.texts} />
      <FieldTable id="response-fields" title={texts.responseFields} fields={operation.responseFields} texts={context.texts} />
      <h2 id="response">{texts.response}</h2>
      <p>
        <code>{operation.status}</code>
      </p>
      {operation.responseExample === undefined ? (
        <p>{texts.noBody}</p>
      ) : (
        <pre tabIndex={0} role="region" aria-labelledby="response">
          <code>{JSON.stringify(operation.responseExample, null, 2)}</code>
        </pre>
      )}
      <Roles context={context} operation={operation} />
      <Rules context={context} operation={operation} />
      <Errors context={context} operation={operation} />
      <About context={context} operation={operation} />
    </>
  );
}
