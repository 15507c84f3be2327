import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Delivery } from '../../browser/api-types.js';
import { readableDate } from '../../browser/dates.js';
import { reasonIn } from '../../browser/reasons.js';
import type { Pages } from '../../browser/use-pages.js';
import { textsIn } from '../../kit/texts/texts.js';
import { DeliveryDetails } from './delivery-details.js';

const GOOD: readonly string[] = ['delivered'];
const BAD: readonly string[] = ['failed', 'dead', 'expired', 'unknown'];

interface DeliveryListProps {
  readonly locale: Locale;
  readonly bankId: string;
  readonly pages: Pages<Delivery>;
  readonly mayReadTexts: boolean;
}

/** Deliveries, newest first, each of which can be opened. */
export function DeliveryList({ locale, bankId, pages: { items = [], older, busy }, mayReadTexts }: DeliveryListProps): JSX.Element {
  const { outgoing: texts, working } = textsIn(locale);
  const [focusAt, setFocusAt] = useState<number>();
  const list = useRef<HTMLUListElement>(null);
  // Reading continues at the first new one; the button may be gone.
  useEffect(() => {
    if (focusAt !== undefined && focusAt < items.length) list.current?.querySelectorAll('summary')[focusAt]?.focus();
  }, [focusAt, items.length]);
  const more = async (): Promise<void> => {
    await older?.();
    setFocusAt(items.length);
  };
  return (
    <section aria-labelledby="deliveries" aria-busy={busy}>
      <h2 id="deliveries">{texts.deliveries}</h2>
      <ul class="deliveries" ref={list}>
        {items.map((delivery) => (
          <DeliveryItem key={delivery.delivery_id} locale={locale} bankId={bankId} delivery={delivery} mayReadTexts={mayReadTexts} />
        ))}
      </ul>
      {older !== undefined && (
        <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void more()}>
          {busy ? working : texts.older}
        </button>
      )}
    </section>
  );
}

interface DeliveryItemProps extends Pick<DeliveryListProps, 'locale' | 'bankId' | 'mayReadTexts'> {
  readonly delivery: Delivery;
}

function DeliveryItem({ locale, bankId, delivery, mayReadTexts }: DeliveryItemProps): JSX.Element {
  const texts = textsIn(locale).outgoing;
  const [isOpen, setOpen] = useState(false);
  const { status, channel, address, created_at: created, provider_id: provider, reason } = delivery;
  return (
    <li data-delivery={delivery.delivery_id}>
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <span>
            <strong class={`badge ${GOOD.includes(status) ? 'held' : BAD.includes(status) ? 'bad' : ''}`}>{texts.statuses[status]}</strong>
          </span>
          <span>
            {texts.channels[channel]} {address}
          </span>
          <time dateTime={created}>{readableDate(created, locale)}</time>
          <span class="hint">
            {provider} {reason !== '' && `· ${reasonIn(locale, reason)}`}
          </span>
        </summary>
        {isOpen && <DeliveryDetails locale={locale} bankId={bankId} delivery={delivery} mayReadTexts={mayReadTexts} />}
      </details>
    </li>
  );
}
