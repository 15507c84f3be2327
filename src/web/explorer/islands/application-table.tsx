import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { readableDate } from '../../browser/dates.js';
import type { SessionRevocations } from '../../browser/use-session-revocation.js';
import type { OwnApplication } from '../../browser/api-types.js';
import { DataTable } from './data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { EndButton } from './end-button.js';

interface ApplicationTableProps extends Pick<SessionRevocations, 'busy' | 'end'> {
  readonly locale: Locale;
  readonly applications: readonly OwnApplication[];
  /** The application that this page is signed in through; undefined if unknown. */
  readonly ownConsumerId: string | undefined;
}

export function ApplicationTable({ locale, applications, ownConsumerId, busy, end }: ApplicationTableProps): JSX.Element {
  const texts = textsIn(locale).sessions;
  const endingOf = ({ consumer_id: id, app_name: name }: OwnApplication): Parameters<typeof end>[0] => {
    const own = id === ownConsumerId;
    const done = texts.didEverywhere(name);
    return { path: `applications/${encodeURIComponent(id)}`, done: own ? `${done} ${texts.signedOut}` : done, own };
  };
  return (
    <section>
      <h2 id="applications">{texts.applications}</h2>
      <DataTable labelledBy="applications" class="ends" columns={[texts.application, texts.count, texts.lastSignIn, texts.action]}>
        {applications.map((application) => (
          <tr key={application.consumer_id}>
            <th scope="row">{application.app_name}</th>
            <td>{application.sessions}</td>
            <td>
              <time dateTime={application.last_sign_in}>{readableDate(application.last_sign_in, locale)}</time>
            </td>
            <td>
              <EndButton
                locale={locale}
                ending={endingOf(application)}
                label={texts.everywhere}
                fullLabel={texts.everywhereOf(application.app_name)}
                busy={busy}
                end={end}
              />
            </td>
          </tr>
        ))}
      </DataTable>
    </section>
  );
}
