import { Injectable } from '@nestjs/common';
import { type OpenProvider, OpenProviders } from '../providers/open-providers.js';
import type { DeliveryClass } from '../providers/provider.js';
import { type SplitText, splitText } from '../providers/sms/segments.js';
import { UnsubscribeLinks } from '../preferences/unsubscribe-links.js';
import { DeliveriesService, type DeliveryPath, type ShownDelivery, type ShownMessage } from './deliveries.service.js';
import { DeliveryRoutes, routesFor } from './routes/delivery-routes.js';

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
    private readonly links: UnsubscribeLinks,
  ) {}

  /** @throws ObpError OBP-98201 (404), OBP-98202 (404). */
  async of(path: DeliveryPath): Promise<DeliveryPreview> {
    const { bankId } = path;
    const { message, delivery } = await this.deliveries.get(path);
    const providerId = delivery.provider_id || (await this.nextProvider(bankId, delivery));
    const open = providerId === '' ? undefined : await this.providers.find(bankId, providerId);
    const text = open?.provider.changedText?.(message.message) ?? message.message;
    return {
      channel: delivery.channel,
      providerId,
      text,
      sms: delivery.channel === 'sms' ? splitText(text) : undefined,
      email: delivery.channel === 'email' ? await mailOf(bankId, message, delivery, open, this.links.example()) : undefined,
    };
  }

  /** Who is asked first, where nobody has been yet. */
  private async nextProvider(bankId: string, delivery: ShownDelivery): Promise<string> {
    const [route] = routesFor(await this.routes.of(bankId), delivery);
    return route?.providers.toSorted((one, other) => one.rank - other.rank)[0]?.provider_id ?? '';
  }
}

async function mailOf(
  bankId: string,
  message: ShownMessage,
  delivery: ShownDelivery,
  open: OpenProvider | undefined,
  unsubscribeUrl: string | undefined,
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
    tries: 0,
    unsubscribeUrl,
  });
  return { from: message.from_department, subject: message.from_department, source };
}
