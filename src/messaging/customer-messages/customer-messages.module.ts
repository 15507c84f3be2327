import { Module } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { IdempotencyModule } from '../../platform/idempotency/idempotency.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { RateLimitsModule } from '../../access/rate-limits/rate-limits.module.js';
import { OperationRulesModule } from '../../access/operation-rules/operation-rules.module.js';
import { AccessMonths } from './access/access-months.js';
import { MessageAccessLists } from './access/message-access-lists.js';
import { MessageAccess } from './access/message-access.js';
import { BatchGroups } from './batch/batch-groups.js';
import { BatchItems } from './batch/batch-items.js';
import { KeyedItems } from './batch/keyed-items.js';
import { LaterItems } from './batch/later-items.js';
import { MessageBatches } from './batch/message-batches.js';
import { MessageBatchesController } from './batch/v1/message-batches.controller.js';
import { MessageInserts } from './inserts/message-inserts.js';
import { messageInserts } from './inserts/message-tables.js';
import { MessageCompanion } from './message-companion.js';
import { MessageIdLeads } from './message-id-leads.js';
import { MessageListsRepository } from './message-lists.repository.js';
import { MessagePages } from './message-pages.js';
import { MessageWriter } from './message-writer.js';
import { MessagesRepository } from './messages.repository.js';
import { MessagesService } from './messages.service.js';
import { StoredMessages } from './stored-messages.js';
import { SentMessagesController } from './v1/sent-messages.controller.js';
import { CustomerMessagesV140Controller } from './v1.4.0/customer-messages.controller.js';
import { CustomerMessagesV400Controller } from './v4.0.0/customer-messages.controller.js';

@Module({
  imports: [EndpointModule, IdempotencyModule, OperationRulesModule, RateLimitsModule],
  controllers: [CustomerMessagesV140Controller, CustomerMessagesV400Controller, MessageBatchesController, SentMessagesController],
  providers: [
    MessagesService,
    MessagesRepository,
    { provide: MessageInserts, useFactory: messageInserts, inject: [Database, MessageCompanion] },
    MessageIdLeads,
    MessageWriter,
    StoredMessages,
    MessageListsRepository,
    MessagePages,
    MessageBatches,
    BatchItems,
    BatchGroups,
    KeyedItems,
    LaterItems,
    AccessMonths,
    MessageAccess,
    MessageAccessLists,
  ],
  exports: [MessagesService, MessageAccess, MessageIdLeads, StoredMessages],
})
export class CustomerMessagesModule {}
