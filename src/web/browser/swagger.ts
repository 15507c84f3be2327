import { EN } from '../kit/texts/en.js';
import { flawOf, type Login, requestToken } from './sign-in.js';

/*
 * Our plugins for Swagger UI: a form in its Authorize dialog that fetches the token, and the address that an identity provider redirects
 * back to. Swagger UI is written in React and hands it to plugins, so nothing of it is bundled here. It speaks English only.
 */

/** The parts of React in use. */
interface React {
  createElement(this: void, type: unknown, props: object | null, ...children: unknown[]): unknown;
  useState<Value>(this: void, initial: Value): [Value, (value: Value) => void];
}

/** The parts of Swagger UI in use. */
interface System {
  readonly React: React;
  readonly getConfigs: (this: void) => { readonly consumerKey: string };
  readonly authActions: { authorizeWithPersistOption(this: void, credentials: Record<string, unknown>): void };
}

interface AuthsProps {
  readonly definitions: { get(name: string): unknown };
}

/** The security scheme in our documents for the token. */
const SCHEME = 'DirectLogin';

/** A plugin of Swagger UI: in the dialog, above the field for a token. */
export const logIn = ({ React }: System): object => ({
  wrapComponents: {
    auths: (Original: unknown, system: System) => (props: AuthsProps) => {
      const schema = props.definitions.get(SCHEME);
      const form = schema === undefined ? null : React.createElement(LogInForm, { system, schema });
      return React.createElement('div', null, form, React.createElement(Original, props));
    },
  },
});

/**
 * A Swagger UI plugin: providers redirect back to the origin that the page was loaded from, since only that may pass the code to it.
 * Swagger UI's own guess lacks the folder, as `/swagger` has no slash at its end.
 */
export const comeBackHere = ({ React, getConfigs }: System): object => ({
  wrapComponents: {
    oauth2: (Original: unknown) => (props: object) =>
      React.createElement(Original, {
        ...props,
        getConfigs: () => ({ ...getConfigs(), oauth2RedirectUrl: `${location.origin}/swagger/oauth2-redirect.html` }),
      }),
  },
});

/** People paste only the token; the header needs `token=` before it. */
export function completeToken(request: { headers: Record<string, string> }): unknown {
  const given = request.headers[SCHEME];
  if (given !== undefined && !given.includes('=')) request.headers[SCHEME] = `token=${given}`;
  return request;
}

function LogInForm({ system, schema }: { readonly system: System; readonly schema: unknown }): unknown {
  const { createElement: h, useState } = system.React;
  const [said, say] = useState('');
  const [busy, setBusy] = useState(false);

  const begin = async (login: Login): Promise<void> => {
    setBusy(true);
    say(EN.working);
    try {
      const flaw = flawOf(login);
      const answer = flaw === undefined ? await requestToken(login) : { refused: EN.account[flaw] };
      if ('token' in answer) system.authActions.authorizeWithPersistOption({ [SCHEME]: { name: SCHEME, schema, value: answer.token } });
      say('token' in answer ? `${EN.account.signedInAs} ${login.username}` : answer.refused);
    } catch {
      say(EN.failed);
    }
    setBusy(false);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const given = new FormData(event.target as HTMLFormElement);
    const text = (name: string): string => (given.get(name) as string | null) ?? '';
    void begin({ username: text('username').trim(), password: text('password'), consumerKey: text('consumerKey').trim() });
  };
  const field = (name: keyof Login, more: object): unknown =>
    h(
      'div',
      { key: name },
      h('label', { htmlFor: `log-in-${name}`, style: { display: 'block' } }, EN.account[name]),
      h('input', { id: `log-in-${name}`, name, ...more }),
    );

  return h(
    'form',
    { className: 'auth-container', onSubmit: submit, noValidate: true },
    h('h4', null, 'Sign in with DirectLogin'),
    field('username', { type: 'text', autoComplete: 'username', autoCapitalize: 'none' }),
    field('password', { type: 'password', autoComplete: 'current-password' }),
    field('consumerKey', { type: 'text', autoComplete: 'off', defaultValue: system.getConfigs().consumerKey }),
    h('p', { role: 'status' }, said),
    h('div', { className: 'auth-btn-wrapper' }, h('button', { className: 'btn modal-btn auth', disabled: busy }, 'Log in')),
  );
}
