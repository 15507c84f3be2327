import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Consumer } from '../../browser/api-types.js';
import { usePages } from '../../browser/use-pages.js';
import { useRolesHeld } from '../../browser/use-query.js';
import { OlderButton } from '../../explorer/islands/older-button.js';
import { DataTable } from '../../explorer/islands/data-table.js';
import { textsIn } from '../../kit/texts/texts.js';
import { ApplicationRow } from './application-row.js';
import { CallLimits } from './call-limits.js';
import { NeededRoles } from './needed-roles.js';
import { NewApplication } from './new-application.js';
import { Once } from './once.js';
import { useActs } from '../../browser/use-acts.js';

const PAGE = 20;
const ROLES = [
  'CanGetConsumers',
  'CanCreateConsumer',
  'CanEnableConsumers',
  'CanDisableConsumers',
  'CanRotateConsumerSecrets',
  'CanReadCallLimits',
  'CanSetCallLimits',
] as const;

interface ApplicationsProps {
  readonly locale: Locale;
  readonly sandbox: boolean;
}

/** Applications that call the API: made, disabled, and given new secrets. */
export function Applications({ locale, sandbox }: ApplicationsProps): JSX.Element {
  const { people: texts, working } = textsIn(locale);
  const held = useRolesHeld(locale);
  const may = held.holds(ROLES[0], '');
  const pages = usePages<Consumer>(may ? `/obp/v3.1.0/management/consumers?limit=${PAGE}` : undefined, 'consumers', locale);
  const acts = useActs(locale, pages.refresh);
  const list = useRef<HTMLTableSectionElement>(null);
  const [limited, limit] = useState<Consumer>();
  const [shown, show] = useState<readonly (readonly [string, string])[]>([]);
  return (
    <NeededRoles locale={locale} sandbox={sandbox} held={held} roles={ROLES}>
      {held.holds('CanCreateConsumer', '') && <NewApplication locale={locale} acts={acts} show={show} />}
      <p role="status" class={acts.said.bad ? 'outcome bad' : 'outcome good'}>
        {acts.said.text}
      </p>
      {shown.length > 0 && <Once locale={locale} values={shown} />}
      {limited !== undefined && (
        <CallLimits
          key={limited.consumer_id}
          {...{ locale, consumer: limited, maySet: held.holds('CanSetCallLimits', '') }}
          onClose={() => limit(undefined)}
        />
      )}
      <section aria-busy={pages.busy}>
        <h2 id="applications">{texts.places.applications}</h2>
        {pages.problem !== '' && (
          <p class="problem" role="alert">
            {pages.problem}
          </p>
        )}
        {pages.items === undefined && pages.busy && <p>{working}</p>}
        {pages.items !== undefined && (
          <DataTable
            labelledBy="applications"
            class="ends"
            list={list}
            columns={[texts.application, texts.developer, texts.status, texts.action]}
          >
            {pages.items.map((consumer) => (
              <ApplicationRow key={consumer.consumer_id} {...{ locale, consumer, acts, held, show, limit }} />
            ))}
          </DataTable>
        )}
        <OlderButton locale={locale} pages={pages} label={texts.more} list={list} entry="tr" />
      </section>
    </NeededRoles>
  );
}
