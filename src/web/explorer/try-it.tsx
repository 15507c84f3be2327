import type { JSX, TargetedKeyboardEvent, TargetedSubmitEvent } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../platform/openapi/locale.js';
import { useSession } from '../browser/session.js';
import type { OperationView } from './operation-view.js';
import { textsIn } from '../kit/texts/texts.js';
import { BodyEditor } from './try-it/body-editor.js';
import { callOf, type CallValues, exampleBody, firstProblem, initialValues, type ParameterKind } from './try-it/call-values.js';
import { CodeTabs } from './try-it/code-tabs.js';
import { ConfirmDialog } from './try-it/confirm-dialog.js';
import { ParameterFields, parameterId } from './try-it/parameter-fields.js';
import { Result } from './try-it/result.js';
import { CallPreview, Sender } from './try-it/sender.js';
import { useCall } from './try-it/use-call.js';
import { VersionField } from './try-it/version-field.js';

interface TryItProps {
  readonly locale: Locale;
  readonly operation: OperationView;
  /** Where clients reach the API; the call itself goes to the page's own origin. */
  readonly host: string;
}

/** The form that makes the call, the answer, and the same call as code. */
export function TryIt({ locale, operation, host }: TryItProps): JSX.Element {
  const texts = textsIn(locale);
  const session = useSession();
  const [values, setValues] = useState(() => initialValues(operation));
  const { outcome, send } = useCall();
  const confirmation = useRef<HTMLDialogElement>(null);
  const call = callOf(operation, values);

  const put = (changed: Partial<CallValues>): void => setValues((before) => ({ ...before, ...changed }));
  const putParameter = (kind: ParameterKind, name: string, value: string): void =>
    setValues((before) => ({ ...before, [kind]: { ...before[kind], [name]: value } }));
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const problem = firstProblem(values);
    if (problem !== undefined) document.getElementById(parameterId(problem.kind, problem.name))?.focus();
    else if (operation.verb === 'DELETE') confirmation.current?.showModal();
    else void send(call);
  };

  /** From the body too, where Enter begins a line. */
  const sendByKey = (event: TargetedKeyboardEvent<HTMLFormElement>): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit();
  };

  const shown = { texts, values, onChange: putParameter };
  return (
    <>
      <form class="try-form" onSubmit={submit} onKeyDown={sendByKey} noValidate>
        <Sender texts={texts} operation={operation} session={session} busy={outcome.state === 'sending'} />
        <div class="try-parts">
          {/* The server does not know who is signed in; until the page does, nothing can be typed that would be lost. */}
          <fieldset class="plain fields" disabled={session === undefined}>
            <VersionField operation={operation} version={values.version} texts={texts} onChange={(version) => put({ version })} />
            <ParameterFields kind="path" title={texts.operation.urlParameters} fields={operation.pathParameters} {...shown} />
            <ParameterFields kind="query" title={texts.operation.queryParameters} fields={operation.queryParameters} {...shown} />
            <ParameterFields kind="headers" title={texts.operation.headers} fields={operation.headers} {...shown} />
            {operation.requestShape !== undefined && (
              <BodyEditor
                texts={texts}
                fields={operation.requestFields}
                shape={operation.requestShape}
                body={values.body}
                onChange={(body) => put({ body })}
                onReset={() => put({ body: exampleBody(operation) })}
              />
            )}
            <CallPreview texts={texts} operation={operation} url={host + call.target} />
          </fieldset>
          <Result texts={texts} operation={operation} outcome={outcome} signedIn={session !== null} />
          <CodeTabs texts={texts} snippet={{ call, host, withToken: operation.authentication !== 'none' }} alive={session !== undefined} />
        </div>
      </form>
      <ConfirmDialog dialog={confirmation} texts={texts} call={call} onConfirm={() => void send(call)} />
    </>
  );
}
