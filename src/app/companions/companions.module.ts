import { Global, Module } from '@nestjs/common';
import { MessageCompanion } from '../../messaging/customer-messages/message-companion.js';
import { DeliveriesModule } from '../../messaging/deliveries/deliveries.module.js';
import { MessageDeliveries } from '../../messaging/deliveries/message-deliveries.js';

/** Hands what is stored with a message down to the messages, which do not know who it is for. */
@Global()
@Module({
  imports: [DeliveriesModule],
  providers: [{ provide: MessageCompanion, useExisting: MessageDeliveries }],
  exports: [MessageCompanion],
})
export class CompanionsModule {}
