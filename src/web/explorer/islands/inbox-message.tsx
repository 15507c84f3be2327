import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { InboxMessage } from '../../browser/api-types.js';
import { exactDate, spokenDate } from '../../browser/dates.js';
import { linkParts } from '../../browser/link-parts.js';
import { textsIn } from '../../kit/texts/texts.js';

/** Characters of a text that is not opened. */
const FOLDED = 140;

interface InboxMessageArticleProps {
  readonly locale: Locale;
  readonly message: InboxMessage;
  /** The bank, and for whom where there are several; as it is shown. */
  readonly from: string;
  readonly mark: (message: InboxMessage, read: boolean) => void;
}

/** A message: folded until it is opened by its heading, which marks it as read. */
export function InboxMessageArticle({ locale, message, from, mark }: InboxMessageArticleProps): JSX.Element {
  const texts = textsIn(locale).inbox;
  const [isOpen, setOpen] = useState(false);
  const { id, message: text, from_person: person, from_department: department, read_at: readAt } = message;
  const sender = [person, department].filter((part) => part !== '').join(', ') || texts.unsigned;
  const isUnread = readAt === null;
  const toggle = (): void => {
    setOpen(!isOpen);
    if (!isOpen) mark(message, true);
  };
  const shown = isOpen || text.length <= FOLDED ? text : `${text.slice(0, FOLDED).trimEnd()}…`;
  return (
    <article class={isUnread ? 'message unread' : 'message'} aria-labelledby={`from-${id}`} tabIndex={-1}>
      <header>
        <h3 id={`from-${id}`}>
          <button type="button" class="opens" aria-expanded={isOpen} aria-controls={`text-${id}`} onClick={toggle}>
            {isUnread && <span class="badge unread-mark">{texts.unreadOne}</span>}
            {sender}
          </button>
        </h3>
        <p class="hint">
          {from} ·{' '}
          <time dateTime={message.date} title={exactDate(message.date, locale)}>
            {spokenDate(message.date, locale)}
            <span class="for-ears">, {exactDate(message.date, locale)}</span>
          </time>
        </p>
      </header>
      <p class="message-text" id={`text-${id}`}>
        {linkParts(shown).map(({ text: part, href }) =>
          href === undefined || shown !== text ? (
            part
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer">
              {part}
            </a>
          ),
        )}
      </p>
      {isOpen && (
        <p class="message-acts">
          <button type="button" class="quiet" onClick={() => mark(message, isUnread)}>
            {isUnread ? texts.markRead : texts.markUnread}
          </button>
        </p>
      )}
    </article>
  );
}
