import { Global, Module } from '@nestjs/common';
import { LaterMessages } from '../../messaging/customer-messages/later-messages.js';
import { MessageCompanion } from '../../messaging/customer-messages/message-companion.js';
import { MessageOrders } from '../../messaging/customer-messages/message-orders.js';
import { DeliveriesModule } from '../../messaging/deliveries/deliveries.module.js';
import { MessageDeliveries } from '../../messaging/deliveries/message-deliveries.js';
import { ScheduledSends } from '../../messaging/deliveries/scheduled/scheduled-sends.js';
import { SendMessageOrders } from '../../messaging/deliveries/v1/send-message-orders.js';

/** Gives the messages what is asked and stored with them, without their knowing which feature it belongs to. */
@Global()
@Module({
  imports: [DeliveriesModule],
  providers: [
    { provide: LaterMessages, useExisting: ScheduledSends },
    { provide: MessageCompanion, useExisting: MessageDeliveries },
    { provide: MessageOrders, useExisting: SendMessageOrders },
  ],
  exports: [LaterMessages, MessageCompanion, MessageOrders],
})
export class CompanionsModule {}
