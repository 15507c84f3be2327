import { Injectable } from '@nestjs/common';
import { ObpError } from '../../platform/errors/obp-error.js';
import { type OpenProvider, OpenProviders } from '../providers/open-providers.js';
import type { DeliveryClass } from '../providers/provider.js';
import { type SplitText, splitText } from '../providers/sms/segments.js';
import { DeliveriesService, type DeliveryPath, type ShownDelivery, type ShownMessage } from './deliveries.service.js';
import { DeliveryRoutes } from './routes/delivery-routes.js';

/** Stands for the customer's address, which whoever may read messages need not know. */
const RECIPIENT = 'recipient@customer.invalid';

/** A message as a provider gets it. */
export interface DeliveryPreview {
  readonly channel: string;
  /** Empty where the bank has none for the channel any more. */
  readonly providerId: string;
  /** As it goes out, which is not as it was written where the provider leaves out accents. */
  readonly text: string;
  readonly sms: SplitText | undefined;
  readonly email: { readonly from: string; readonly subject: string; readonly source: string | undefined } | undefined;
}

/** Shows what is sent, without sending it. */
@Injectable()
export class DeliveryPreviews {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly routes: DeliveryRoutes,
    private readonly providers: OpenProviders,
  ) {}

  /** @throws ObpError OBP-98201 (404), OBP-98202 (404). */
  async of({ bankId, customerId, messageId, deliveryId }: DeliveryPath): Promise<DeliveryPreview> {
    const message = await this.deliveries.message(bankId, customerId, messageId);
    const delivery = message.deliveries.find((one) => one.delivery_id === deliveryId);
    if (delivery === undefined) throw new ObpError('DeliveryNotFound');
    const providerId = delivery.provider_id || (await this.nextProvider(bankId, delivery.channel));
    const open = providerId === '' ? undefined : await this.providers.find(bankId, providerId);
    const text = open?.provider.changedText?.(message.message) ?? message.message;
    return {
      channel: delivery.channel,
      providerId,
      text,
      sms: delivery.channel === 'sms' ? splitText(text) : undefined,
      email: delivery.channel === 'email' ? await mailOf(bankId, message, delivery, open) : undefined,
    };
  }

  /** Who is asked first, where nobody has been yet. */
  private async nextProvider(bankId: string, channel: string): Promise<string> {
    const route = [...(await this.routes.of(bankId)).values()].find((one) => one.channel === channel);
    return route?.providers.toSorted((one, other) => one.rank - other.rank)[0]?.provider_id ?? '';
  }
}

async function mailOf(
  bankId: string,
  message: ShownMessage,
  delivery: ShownDelivery,
  open: OpenProvider | undefined,
): Promise<DeliveryPreview['email']> {
  const source = await open?.provider.source?.({
    bankId,
    deliveryId: delivery.delivery_id,
    sendKey: `${delivery.delivery_id}-${delivery.sends}`,
    address: RECIPIENT,
    text: message.message,
    fromDepartment: message.from_department,
    fromPerson: message.from_person,
    class: delivery.class as DeliveryClass,
    date: message.date,
    unsubscribeUrl: undefined,
  });
  return { from: message.from_department, subject: message.from_department, source };
}
