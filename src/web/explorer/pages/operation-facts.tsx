import type { JSX } from 'preact';
import type { ErrorGroup, ErrorView, OperationView } from '../operation-view.js';
import { Island } from '../../kit/island.js';
import type { PageContext } from '../../kit/page.js';

interface FactsProps {
  readonly context: PageContext;
  readonly operation: OperationView;
}

export function Roles({ context, operation: { roles, rolesNeeded } }: FactsProps): JSX.Element {
  const texts = context.texts.operation;
  return (
    <>
      <h2 id="roles">{texts.roles}</h2>
      {roles.length === 0 && <p>{texts.noRoles}</p>}
      {roles.length > 1 && <p>{rolesNeeded === 'all' ? texts.allRoles : texts.anyRole}</p>}
      {roles.length > 0 && <Island name="Roles" props={{ locale: context.locale, roles }} />}
    </>
  );
}

/** The rules that administrators have set for the operation. */
export function Rules({ context, operation: { jsonValidation, authenticationTypes } }: FactsProps): JSX.Element {
  const texts = context.texts.operation;
  return (
    <dl class="facts">
      <div>
        <dt>{texts.jsonValidation}</dt>
        <dd data-json-validation>{jsonValidation ? texts.yes : texts.no}</dd>
      </div>
      <div>
        <dt>{texts.authenticationTypes}</dt>
        <dd data-authentication-types>{authenticationTypes === undefined ? texts.notSet : `[${authenticationTypes.join(', ')}]`}</dd>
      </div>
    </dl>
  );
}

const FOLDED = [
  ['authentication', 'authentication-errors', 'authenticationErrors'],
  ['anyCall', 'any-call-errors', 'anyCallErrors'],
] as const;

/** The operation's own first; those of authentication and of any call, which are many, folded. */
export function Errors({ context, operation: { errors } }: FactsProps): JSX.Element {
  const texts = context.texts.operation;
  const of = (wanted: ErrorGroup): ErrorView[] => errors.filter(({ group }) => group === wanted);
  // Links lead to a code: to the first error that has it.
  const idOf = ({ key, code }: ErrorView): string => `error-${errors.find((one) => one.code === code)?.key === key ? code : key}`;
  return (
    <>
      <h2 id="errors">{texts.errors}</h2>
      <ErrorTable context={context} errors={of('own')} labelledBy="errors" idOf={idOf} />
      {FOLDED.map(([group, id, title]) => {
        const folded = of(group);
        if (folded.length === 0) return null;
        return (
          <details key={id}>
            <summary id={id}>{texts[title](folded.length)}</summary>
            <ErrorTable context={context} errors={folded} labelledBy={id} idOf={idOf} />
          </details>
        );
      })}
    </>
  );
}

interface ErrorTableProps {
  readonly context: PageContext;
  readonly errors: readonly ErrorView[];
  readonly labelledBy: string;
  readonly idOf: (error: ErrorView) => string;
}

const ErrorTable = ({ context: { texts }, errors, labelledBy, idOf }: ErrorTableProps): JSX.Element => (
  <div class="scroll" tabIndex={0} role="region" aria-labelledby={labelledBy}>
    <table>
      <thead>
        <tr>
          <th scope="col">{texts.operation.error}</th>
          <th scope="col">{texts.operation.status}</th>
        </tr>
      </thead>
      <tbody>
        {errors.map((error) => (
          <tr key={error.key} id={idOf(error)}>
            <td>
              <strong>{error.code}</strong>: {error.text}
            </td>
            <td>{error.status}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);

export function About({ context, operation }: FactsProps): JSX.Element {
  const texts = context.texts.operation;
  return (
    <>
      <h2 id="connector-methods">{texts.connectorMethods}</h2>
      <p>{operation.connectorMethods.join(', ') || texts.noConnectorMethods}</p>
      <h2 id="about">{texts.about}</h2>
      <dl class="facts">
        <div>
          <dt>{texts.version}</dt>
          <dd>{operation.version || texts.noVersion}</dd>
        </div>
        <div>
          <dt>{texts.functionName}</dt>
          <dd>
            <code>{operation.functionName}</code>
          </dd>
        </div>
        <div>
          <dt>{texts.operationId}</dt>
          <dd>
            <code>{operation.operationId}</code>
          </dd>
        </div>
        <div>
          <dt>{texts.answersUnder}</dt>
          <dd>{operation.answersUnder.map((version) => version.replace('OBP', '')).join(', ') || texts.noVersion}</dd>
        </div>
        <div>
          <dt>{texts.tags}</dt>
          <dd>
            <ul class="row">
              {operation.tags.map((tag) => (
                <li key={tag}>
                  <a href={`/explorer?tag=${encodeURIComponent(tag)}`} lang="en">
                    {tag}
                  </a>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      </dl>
    </>
  );
}
