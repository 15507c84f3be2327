import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { callApi, type Outcome, refusedAs } from '../../browser/api.js';
import type { DeliveryPreferences, OwnCustomer } from '../../browser/api-types.js';
import { useAnswer } from '../../browser/use-query.js';
import { textsIn } from '../../kit/texts/texts.js';

/** What a person can be reached on; webhooks are between systems. */
const CHANNELS = ['sms', 'email'] as const;
const EXTENTS = ['', 'mailings', 'channel'] as const;

interface NotificationSettingsProps {
  readonly locale: Locale;
  readonly customers: readonly OwnCustomer[];
  readonly nameOf: (bankId: string) => string;
}

/** How the banks may reach the reader beside the inbox; folded, and read when it is opened. */
export function NotificationSettings({ locale, customers, nameOf }: NotificationSettingsProps): JSX.Element {
  const texts = textsIn(locale).inbox;
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="panel notifications" onToggle={({ currentTarget: { open } }) => setOpen(open)}>
      <summary>{texts.notifications}</summary>
      <p>{texts.notificationsIntro}</p>
      {isOpen &&
        customers.map((customer) => (
          <OfCustomer key={customer.customer_id} locale={locale} customer={customer} bank={nameOf(customer.bank_id)} />
        ))}
    </details>
  );
}

interface OfCustomerProps {
  readonly locale: Locale;
  readonly customer: OwnCustomer;
  readonly bank: string;
}

function OfCustomer({ locale, customer, bank }: OfCustomerProps): JSX.Element {
  const { inbox: texts, outgoing } = textsIn(locale);
  const path = `/messaging/v1/me/banks/${encodeURIComponent(customer.bank_id)}/customers/${customer.customer_id}/delivery-preferences`;
  const known = useAnswer(path, locale);
  const [saved, setSaved] = useState<Outcome>();
  const preferences = known.outcome?.ok === true ? (known.outcome.json as DeliveryPreferences) : undefined;
  const save = async (channel: string, extent: string): Promise<void> => {
    if (preferences === undefined) return;
    const others = preferences.opt_outs.filter((one) => one.channel !== channel);
    const body = { ...preferences, opt_outs: extent === '' ? others : [...others, { channel, extent }] };
    setSaved(await callApi({ verb: 'PUT', target: path, body: JSON.stringify(body) }, locale));
    known.again();
  };
  const said = saved === undefined ? '' : saved.ok ? texts.saved : refusedAs(saved, 'OBP-98324') ? texts.changedElsewhere : texts.trouble;
  return (
    <fieldset class="notifications-of" disabled={preferences === undefined}>
      <legend>
        {bank} · {customer.legal_name}
      </legend>
      {CHANNELS.map((channel) => (
        <label key={channel}>
          {outgoing.channels[channel]}
          <select
            value={preferences?.opt_outs.find((one) => one.channel === channel)?.extent ?? ''}
            onChange={({ currentTarget: { value } }) => void save(channel, value)}
          >
            {EXTENTS.map((extent) => (
              <option key={extent} value={extent}>
                {texts.extents[extent === '' ? 'all' : extent]}
              </option>
            ))}
          </select>
        </label>
      ))}
      <p role="status" class="outcome">
        {said}
      </p>
    </fieldset>
  );
}
