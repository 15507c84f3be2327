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
  readonly url: string;
  readonly busy: boolean;
}

/** What will be called and on whose behalf, and the button to call it. */
export function Sender({ texts, operation, session, url, busy }: SenderProps): JSX.Element {
  return (
    <div class="sender fields" {...SIGN_IN_PLACE}>
      <div>
        <h3>{texts.tryIt.call}</h3>
        <p class="preview">
          <span class={`verb verb-${operation.verb.toLowerCase()}`}>{operation.verb}</span> <code data-url>{url}</code>
        </p>
      </div>
      {operation.authentication !== 'none' && <Caller texts={texts} operation={operation} session={session} />}
      {/* Not disabled while it works: that would take the focus away. */}
      <button type="submit" aria-disabled={busy}>
        {busy ? texts.tryIt.sending : texts.tryIt.send}
      </button>
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
