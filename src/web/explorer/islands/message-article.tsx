import type { JSX, Ref } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { readableDate } from '../../browser/dates.js';
import type { Message } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';

interface MessageArticleProps {
  readonly locale: Locale;
  readonly message: Message;
  readonly reference?: Ref<HTMLElement> | undefined;
}

/** One message: its sender and date, and its text as written. */
export function MessageArticle({ locale, message, reference }: MessageArticleProps): JSX.Element {
  const { id, date, from_person: person, from_department: department, transport = '' } = message;
  const sender = [person, department].filter((part) => part !== '').join(', ');
  return (
    <article class="message" aria-labelledby={`from-${id}`} tabIndex={-1} ref={reference ?? null}>
      <header>
        <h3 id={`from-${id}`}>{sender || textsIn(locale).inbox.unsigned}</h3>
        <p class="hint">
          <time dateTime={date}>{readableDate(date, locale)}</time>
          {transport !== '' && ` · ${transport}`}
        </p>
      </header>
      <p class="message-text">{message.message}</p>
    </article>
  );
}
