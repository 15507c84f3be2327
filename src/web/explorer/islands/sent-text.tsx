import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { DeliveryPreview } from '../../browser/api-types.js';
import { textsIn } from '../../kit/texts/texts.js';

interface SentTextProps {
  readonly locale: Locale;
  readonly preview: DeliveryPreview;
}

/** What is sent: an SMS with its parts and their cost, a mail with its source. */
export function SentText({ locale, preview: { text, sms, email } }: SentTextProps): JSX.Element {
  const texts = textsIn(locale).outgoing;
  if (sms !== null) {
    return (
      <>
        <p>{texts.segments(sms.segments, sms.encoding === 'ucs2' ? 'UCS-2' : 'GSM-7', sms.units)}</p>
        {sms.encoding === 'ucs2' && <p class="hint">{texts.ucs2}</p>}
        <ol class="parts">
          {sms.parts.map((part, at) => (
            <li key={at}>
              <p class="message-text">{part.text}</p>
            </li>
          ))}
        </ol>
      </>
    );
  }
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
