import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { readableDate } from '../../browser/dates.js';
import type { SessionRevocations } from '../../browser/use-session-revocation.js';
import type { OwnSession } from '../../browser/api-types.js';
import { DataTable } from './data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { EndButton } from './end-button.js';

interface SessionTableProps extends Pick<SessionRevocations, 'busy' | 'end'> {
  readonly locale: Locale;
  readonly sessions: readonly OwnSession[];
  readonly refresh: () => void;
}

export function SessionTable({ locale, sessions, busy, end, refresh }: SessionTableProps): JSX.Element {
  const texts = textsIn(locale).sessions;
  const others = { path: 'sessions', done: texts.didOthers, own: false };
  return (
    <section>
      <div class="toolbar">
        <h2 id="sessions" tabIndex={-1}>
          {texts.sessions}
        </h2>
        <button type="button" class="quiet" onClick={refresh}>
          {texts.refresh}
        </button>
        {sessions.some((one) => !one.is_current) && (
          <EndButton locale={locale} ending={others} label={texts.others} busy={busy} end={end} />
        )}
      </div>
      <DataTable labelledBy="sessions" class="ends" columns={[texts.application, texts.how, texts.since, texts.until, texts.action]}>
        {sessions.map((session) => (
          <SessionRow key={session.session_id} locale={locale} session={session} busy={busy} end={end} />
        ))}
      </DataTable>
    </section>
  );
}

interface SessionRowProps extends Pick<SessionRevocations, 'busy' | 'end'> {
  readonly locale: Locale;
  readonly session: OwnSession;
}

function SessionRow({ locale, session, busy, end }: SessionRowProps): JSX.Element {
  const texts = textsIn(locale).sessions;
  const { app_name: application, is_current: own } = session;
  const since = readableDate(session.created, locale);
  const ending = {
    path: `sessions/${encodeURIComponent(session.session_id)}`,
    done: own ? texts.signedOut : texts.didRevoke(application),
    own,
  };
  return (
    <tr data-session={session.session_id}>
      <th scope="row">
        {application} {own && <strong class="badge held">{texts.thisOne}</strong>}
      </th>
      <td>
        <code>{session.authentication_type}</code>
      </td>
      <td>
        <time dateTime={session.created}>{since}</time>
      </td>
      <td>
        <time dateTime={session.expires}>{readableDate(session.expires, locale)}</time>
      </td>
      <td>
        <EndButton
          locale={locale}
          ending={ending}
          label={texts.revoke}
          fullLabel={own ? texts.revokeThis : texts.revokeSession(application, since)}
          busy={busy}
          end={end}
        />
      </td>
    </tr>
  );
}
