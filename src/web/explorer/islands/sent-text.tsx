import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { DeliveryPreview } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';

interface SmsTextProps {
  readonly locale: Locale;
  readonly sms: Exclude<DeliveryPreview['sms'], null>;
  /** The characters for which it needs UCS-2, where they are known. */
  readonly because?: readonly string[];
  /** Whether the whole text is shown already: then only the parts of a longer one are. */
  readonly isShown?: boolean;
}

/** An SMS with its parts and their cost. */
export function SmsText({ locale, sms, because = [], isShown = false }: SmsTextProps): JSX.Element {
  const { outgoing: texts, templates } = textsIn(locale);
  return (
    <>
      <p>{texts.segments(sms.segments, sms.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7', sms.units)}</p>
      {sms.encoding === 'ucs2' && (
        <p class="hint">
          {texts.ucs2} {because.length > 0 && templates.because}{' '}
          {because.map((character) => [<code key={character}>{character}</code>, ' '])}
        </p>
      )}
      {(!isShown || sms.parts.length > 1) && (
        <ol class="parts">
          {sms.parts.map((part, at) => (
            <li key={at}>
              <p class="message-text">{part.text}</p>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

interface SentTextProps {
  readonly locale: Locale;
  readonly preview: DeliveryPreview;
}

/** What is sent: an SMS with its parts and their cost, a mail with its source. */
export function SentText({ locale, preview: { text, sms, email } }: SentTextProps): JSX.Element {
  const texts = textsIn(locale).outgoing;
  if (sms !== null) return <SmsText locale={locale} sms={sms} />;
  return (
    <>
      {email !== null && (
        <p>
          {texts.from} <strong>{email.from}</strong> · {texts.subject} <strong>{email.subject}</strong>
        </p>
      )}
      <p class="message-text">{text}</p>
      {email !== null && email.source !== null && (
        <pre tabIndex={0} role="region" aria-label={texts.source}>
          <code>{email.source}</code>
        </pre>
      )}
    </>
  );
}
