import type { JSX } from 'preact';
import type { OperationView } from '../operation-view.js';
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

export function Errors({ context, operation: { errors } }: FactsProps): JSX.Element {
  const texts = context.texts.operation;
  return (
    <>
      <h2 id="errors">{texts.errors}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="errors">
        <table>
          <thead>
            <tr>
              <th scope="col">{texts.error}</th>
              <th scope="col">{texts.status}</th>
            </tr>
          </thead>
          <tbody>
            {/* Links lead to a code: to the first error that has it. */}
            {errors.map(({ key, code, text, status }, at) => (
              <tr key={key} id={`error-${errors.findIndex((one) => one.code === code) === at ? code : key}`}>
                <td>
                  <strong>{code}</strong>: {text}
                </td>
                <td>{status}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

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
