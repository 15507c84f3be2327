import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import { useSession } from '../../browser/session.js';
import { useAnswer } from '../../browser/use-query.js';
import { useSessionRevocation } from '../../browser/use-session-revocation.js';
import type { OwnApplication, OwnSession } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ApplicationTable } from './application-table.js';
import { SessionTable } from './session-table.js';
import { SignInLine } from './sign-in-line.js';

/** How many of each are shown; a user with more can sign out of all others. */
const MOST = 100;

interface SessionsProps {
  readonly locale: Locale;
}

/** The reader's sessions and applications, which can be ended one by one or together. */
export function Sessions({ locale }: SessionsProps): JSX.Element {
  const { sessions: texts, working } = textsIn(locale);
  const signedIn = Boolean(useSession());
  const sessions = useAnswer(`/messaging/v1/me/sessions?limit=${MOST}`, locale);
  const applications = useAnswer(`/messaging/v1/me/applications?limit=${MOST}`, locale);
  const root = useRef<HTMLDivElement>(null);
  const refresh = (): void => {
    sessions.again();
    applications.again();
  };
  // The pressed button may be gone; pressing a key twice must not end two things.
  const { outcome, busy, end } = useSessionRevocation(locale, (own) => {
    root.current?.querySelector<HTMLElement>(own ? '.sign-in-line' : 'h2')?.focus();
    if (!own) refresh();
  });
  const answers = [sessions.outcome, applications.outcome];
  const refused = answers.find((answer) => answer?.ok === false);
  const list = listIn<OwnSession>(sessions.outcome, 'sessions');
  const more = answers.some((answer) => answer?.ok === true && answer.link.includes('rel="next"'));
  return (
    <div ref={root}>
      <SignInLine locale={locale}>{texts.signIn}</SignInLine>
      <p role="status" class={outcome.bad ? 'outcome bad' : 'outcome good'}>
        {outcome.text}
      </p>
      {signedIn && refused?.ok === false && (
        <p class="problem" role="alert">
          {refused.problem}
        </p>
      )}
      {signedIn && refused === undefined && answers.includes(undefined) && <p role="status">{working}</p>}
      {signedIn && answers.every((answer) => answer?.ok === true) && (
        <>
          <SessionTable locale={locale} sessions={list} busy={busy} end={end} refresh={refresh} />
          <ApplicationTable
            locale={locale}
            applications={listIn<OwnApplication>(applications.outcome, 'applications')}
            ownConsumerId={list.find((one) => one.is_current)?.consumer_id}
            busy={busy}
            end={end}
          />
          {more && <p class="hint">{texts.newestOnly}</p>}
        </>
      )}
    </div>
  );
}
