import { Module } from '@nestjs/common';
import { IdempotencyModule } from '../idempotency/idempotency.module.js';
import { ObpModule } from '../obp/obp.module.js';
import { MessageListsRepository } from './message-lists.repository.js';
import { MessagePages } from './message-pages.service.js';
import { MessageWriter } from './message-writer.service.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { CustomerMessagesV140Controller } from './v1.4.0/customer-messages.controller.js';
import { CustomerMessagesV400Controller } from './v4.0.0/customer-messages.controller.js';

@Module({
  imports: [ObpModule, IdempotencyModule],
  controllers: [CustomerMessagesV140Controller, CustomerMessagesV400Controller],
  providers: [MessagesService, MessagesRepository, MessageWriter, MessageListsRepository, MessagePages],
})
export class CustomerMessagesModule {}
