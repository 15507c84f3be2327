import type { JSX } from 'preact';
import { askToSignIn, type Session } from '../../browser/session.js';
import { SIGN_IN_PLACE } from '../../browser/use-sign-in-focus.js';
import type { OperationView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';

interface SenderProps {
  readonly texts: Texts;
  readonly operation: OperationView;
  /** Undefined until it is known. */
  readonly session: Session | null | undefined;
  readonly busy: boolean;
}

/** The head of the form: on whose behalf the call is made, and the button to make it. It stays visible, however far one has scrolled. */
export function Sender({ texts, operation, session, busy }: SenderProps): JSX.Element {
  return (
    <div class="sender" {...SIGN_IN_PLACE}>
      <h2 id="try">{texts.tryIt.title}</h2>
      {/* Not disabled while it works: that would take the focus away. */}
      <button type="submit" disabled={session === undefined} aria-disabled={busy}>
        {busy ? texts.tryIt.sending : texts.tryIt.send}
      </button>
      {operation.authentication !== 'none' && <Caller texts={texts} operation={operation} session={session} />}
    </div>
  );
}

/** Keeps its room while it is not known who is signed in, so that nothing moves then. */
function Caller({ texts, operation, session }: Pick<SenderProps, 'texts' | 'operation' | 'session'>): JSX.Element {
  if (session)
    return (
      <p class="caller">
        {texts.tryIt.as} <strong>{session.username}</strong>
      </p>
    );
  const mandatory = operation.authentication === 'mandatory';
  return (
    <div class={session === undefined ? 'caller unknown' : 'caller'}>
      <span>{mandatory ? texts.tryIt.anonymousRefused : texts.tryIt.anonymous}</span>
      <button type="button" class="quiet small" onClick={askToSignIn}>
        {texts.account.signIn}
      </button>
    </div>
  );
}

interface CallPreviewProps extends Pick<SenderProps, 'texts' | 'operation'> {
  readonly url: string;
}

/** What will be called. */
export const CallPreview = ({ texts, operation: { verb }, url }: CallPreviewProps): JSX.Element => (
  <div class="call-preview">
    <h3>{texts.tryIt.call}</h3>
    <p class="preview">
      <span class={`verb verb-${verb.toLowerCase()}`}>{verb}</span> <code data-url>{url}</code>
    </p>
  </div>
);
