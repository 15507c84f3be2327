import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { callApi, listIn } from '../../browser/api.js';
import type { BankMessage, Delivery } from '../../browser/api-types.js';
import { useAnswer } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { DeliveryDetails } from './delivery-details.js';

const REDRIVABLE: readonly string[] = ['dead', 'unknown', 'suppressed'];

interface SentDetailsProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly message: BankMessage;
  readonly mayRedrive: boolean;
  readonly onChanged: () => void;
}

/** A message whole, and each of its deliveries. */
export function SentDetails({ locale, bankId, message, mayRedrive, onChanged }: SentDetailsProps): JSX.Element {
  const { sent: texts, outgoing, working } = textsIn(locale);
  const path = `/messaging/v1/banks/${encodeURIComponent(bankId)}/customers/${encodeURIComponent(message.customer_id)}/messages/${message.message_id}`;
  const states = message.deliveries.map(({ status }) => status).join(' ');
  const version = [...states].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 0);
  const { outcome, again } = useAnswer(path, locale, version);
  const change = (): void => {
    again();
    onChanged();
  };
  const to = new URLSearchParams({ bank: bankId, customer: message.customer_id }).toString();
  return (
    <div class="sent-details">
      <p class="message-text">{message.message}</p>
      {message.from_department !== '' && <p class="hint">{message.from_department}</p>}
      <p>
        <a href={`/explorer/send?${to}`}>{texts.writeAgain(message.legal_name)}</a>
      </p>
      {outcome === undefined && <p>{working}</p>}
      {outcome?.ok === false && <p class="problem">{outcome.problem}</p>}
      {listIn<Delivery>(outcome, 'deliveries').map((delivery) => (
        <section key={delivery.delivery_id} aria-label={`${outgoing.channels[delivery.channel]} ${delivery.address}`}>
          <p>
            {outgoing.channels[delivery.channel]} {delivery.address} · {outgoing.statuses[delivery.status]}
          </p>
          {mayRedrive && REDRIVABLE.includes(delivery.status) && (
            <Redrive locale={locale} target={`${path}/deliveries/${delivery.delivery_id}/redrive`} onDone={change} />
          )}
          <DeliveryDetails locale={locale} bankId={bankId} delivery={delivery} mayReadTexts />
        </section>
      ))}
    </div>
  );
}

interface RedriveProps {
  readonly locale: Locale;
  readonly target: string;
  readonly onDone: () => void;
}

function Redrive({ locale, target, onDone }: RedriveProps): JSX.Element {
  const { sent: texts, working } = textsIn(locale);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const redrive = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    const outcome = await callApi({ verb: 'POST', target }, locale);
    setBusy(false);
    setProblem(outcome.ok ? '' : outcome.problem);
    if (outcome.ok) onDone();
  };
  return (
    <p>
      <button type="button" aria-disabled={busy || undefined} onClick={() => void redrive()}>
        {busy ? working : texts.redrive}
      </button>
      <span class="problem" role="alert">
        {problem}
      </span>
    </p>
  );
}
