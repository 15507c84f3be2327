import type { ComponentChildren, JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Delivery, DeliveryPreview } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import { reasonIn } from '../../browser/reasons.js';
import { useAnswer } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';
import { RequestRole } from './request-role.js';
import { SentText } from './sent-text.js';

interface DeliveryDetailsProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly delivery: Delivery;
  readonly mayReadTexts: boolean;
}

/** Everything known about a delivery: what was sent, the attempts, and every change. */
export function DeliveryDetails({ locale, bankId, delivery, mayReadTexts }: DeliveryDetailsProps): JSX.Element {
  const texts = textsIn(locale).outgoing;
  const { delivery_id: id, message_id: message, customer_id: customer, reference, attempts, history } = delivery;
  const facts = [
    [texts.customer, customer],
    [texts.message, message],
    [texts.reference, reference],
    [texts.providerReference, delivery.provider_reference],
  ];
  return (
    <div class="delivery-details">
      <h3>{texts.goesOut}</h3>
      {mayReadTexts ? (
        <Preview locale={locale} path={`${messagesPath(bankId, customer)}/${message}/deliveries/${id}/preview`} />
      ) : (
        <>
          <p>{texts.mayNotReadTexts}</p>
          <RequestRole locale={locale} role="CanGetCustomerMessages" bankId={bankId} />
        </>
      )}
      <h3 id={`attempts-${id}`}>{texts.attempts}</h3>
      {attempts.length === 0 ? (
        <p>{texts.noAttempts}</p>
      ) : (
        <Table id={`attempts-${id}`} heads={[texts.provider, texts.when, texts.outcome, texts.code]}>
          {attempts.map((attempt) => (
            <tr key={attempt.attempt}>
              <td>{attempt.provider_id}</td>
              <td>
                <time dateTime={attempt.started_at}>{readableDate(attempt.started_at, locale)}</time>
              </td>
              <td>{attempt.outcome}</td>
              <td>{attempt.code}</td>
            </tr>
          ))}
        </Table>
      )}
      <h3 id={`history-${id}`}>{texts.history}</h3>
      <Table id={`history-${id}`} heads={[texts.status, texts.when, texts.reason]}>
        {[{ status: 'queued' as const, at: delivery.created_at, reason: '' }, ...history].map(({ status, at, reason }, index) => (
          <tr key={index}>
            <td>{texts.statuses[status]}</td>
            <td>
              <time dateTime={at}>{readableDate(at, locale)}</time>
            </td>
            <td>{reasonIn(locale, reason)}</td>
          </tr>
        ))}
      </Table>
      <dl class="facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <code>{value}</code>
              </dd>
            </div>
          ))}
      </dl>
    </div>
  );
}

const messagesPath = (bankId: string, customer: string): string =>
  `/messaging/v1/banks/${encodeURIComponent(bankId)}/customers/${encodeURIComponent(customer)}/messages`;

interface TableProps {
  /** Of its heading. */
  readonly id: string;
  readonly heads: readonly string[];
  readonly children: ComponentChildren;
}

const Table = ({ id, heads, children }: TableProps): JSX.Element => (
  <div class="scroll" tabIndex={0} role="region" aria-labelledby={id}>
    <table>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </div>
);

function Preview({ locale, path }: { readonly locale: Locale; readonly path: string }): JSX.Element {
  const { outcome } = useAnswer(path, locale);
  if (outcome === undefined) return <p>{textsIn(locale).working}</p>;
  if (!outcome.ok) return <p class="problem">{outcome.problem}</p>;
  return <SentText locale={locale} preview={outcome.json as DeliveryPreview} />;
}
