import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { BankMessage } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import { reasonIn } from '../../browser/reasons.js';
import type { Pages } from '../../browser/use-pages.js';
import { textsIn } from '../../kit/texts/texts.js';
import { OlderButton } from './older-button.js';
import { SentDetails } from './sent-details.js';

const GOOD: readonly string[] = ['delivered'];
const BAD: readonly string[] = ['failed', 'dead', 'expired', 'unknown'];

interface SentListProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly pages: Pages<BankMessage>;
  readonly mayRedrive: boolean;
}

/** Messages, newest first, each of which can be opened. */
export function SentList({ locale, bankId, pages, mayRedrive }: SentListProps): JSX.Element {
  const { sent: texts } = textsIn(locale);
  const { items = [], busy, refresh } = pages;
  const list = useRef<HTMLUListElement>(null);
  return (
    <section aria-labelledby="sent-messages" aria-busy={busy}>
      <h2 id="sent-messages">{texts.messages}</h2>
      <ul class="deliveries sent-list" ref={list}>
        {items.map((message) => (
          <SentItem
            key={message.message_id}
            locale={locale}
            bankId={bankId}
            message={message}
            mayRedrive={mayRedrive}
            onChanged={refresh}
          />
        ))}
      </ul>
      <OlderButton locale={locale} pages={pages} label={texts.older} list={list} entry="li > details > summary" />
    </section>
  );
}

interface SentItemProps extends Pick<SentListProps, 'locale' | 'bankId' | 'mayRedrive'> {
  readonly message: BankMessage;
  readonly onChanged: () => void;
}

function SentItem({ locale, bankId, message, mayRedrive, onChanged }: SentItemProps): JSX.Element {
  const { sent: texts, outgoing } = textsIn(locale);
  const [isOpen, setOpen] = useState(false);
  const {
    legal_name: name,
    customer_number: number,
    from_person: person,
    created_by_username: sender,
    date,
    transport,
    deliveries,
  } = message;
  const reasons = deliveries.filter(({ reason }) => reason !== '').map(({ reason }) => reasonIn(locale, reason));
  return (
    <li data-message={message.message_id}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>
            {deliveries.length === 0 && <span class="hint">{texts.notDelivered}</span>}
            {deliveries.map(({ delivery_id: id, status, channel }) => (
              <strong key={id} class={`badge ${GOOD.includes(status) ? 'held' : BAD.includes(status) ? 'bad' : ''}`}>
                {deliveries.length > 1 && `${outgoing.channels[channel]}: `}
                {outgoing.statuses[status]}
              </strong>
            ))}
          </span>
          <span>
            {name || number} <span class="hint">{name === '' ? '' : number}</span>
          </span>
          <span>
            <time dateTime={date}>{readableDate(date, locale)}</time> <span class="hint">{transport}</span>
          </span>
          <span>
            {person} <span class="hint">{texts.sentBy(sender)}</span>
          </span>
          <span class="sent-text">{message.message}</span>
          {reasons.length > 0 && <span class="hint">{[...new Set(reasons)].join(' ')}</span>}
        </summary>
        {isOpen && <SentDetails locale={locale} bankId={bankId} message={message} mayRedrive={mayRedrive} onChanged={onChanged} />}
      </details>
    </li>
  );
}
