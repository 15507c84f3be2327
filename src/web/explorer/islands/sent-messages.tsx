import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { listIn } from '../../browser/api.js';
import { messagesTarget } from '../../browser/draft.js';
import { useAnswer } from '../../browser/use-query.js';
import type { Message } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';
import { MessageArticle } from './message-article.js';
import { MissingRole } from './missing-role.js';

interface SentMessagesProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly customer: string;
  /** The number of sent messages: the list is read again after each. */
  readonly version: number;
  /** Whether the reader may read what the bank has sent. */
  readonly mayRead: boolean;
}

/** The last messages to a customer, so that a new one is seen to arrive. */
export function SentMessages({ locale, bankId, customer, version, mayRead }: SentMessagesProps): JSX.Element {
  const { send: texts, working } = textsIn(locale);
  const { outcome, busy } = useAnswer(mayRead ? `${messagesTarget(bankId, customer)}?limit=5` : undefined, locale, version);
  const messages = listIn<Message>(outcome, 'messages');
  return (
    <section class="messages" aria-labelledby="sent" aria-busy={busy}>
      <h2 id="sent">{texts.last}</h2>
      {!mayRead && (
        <MissingRole locale={locale} role="CanGetCustomerMessages" bankId={bankId}>
          {texts.mayNotRead}
        </MissingRole>
      )}
      {mayRead && outcome === undefined && <p>{working}</p>}
      {outcome?.ok === false && <p class="problem">{outcome.problem}</p>}
      {outcome?.ok === true && messages.length === 0 && <p class="empty">{texts.noneYet}</p>}
      {messages.map((message) => (
        <MessageArticle key={message.id} locale={locale} message={message} />
      ))}
    </section>
  );
}
