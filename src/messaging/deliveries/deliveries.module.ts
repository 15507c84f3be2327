import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { RateLimitsModule } from '../../access/rate-limits/rate-limits.module.js';
import { KeysModule } from '../../platform/keys/keys.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { CustomerMessagesModule } from '../customer-messages/customer-messages.module.js';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { CallbackAdmitted } from '../providers/callbacks/callback-admitted.check.js';
import { CallbackLimits } from '../providers/callbacks/callback-limits.js';
import { CallbacksService } from '../providers/callbacks/callbacks.service.js';
import { CallbacksController } from '../providers/callbacks/v1/callbacks.controller.js';
import { OpenProviders } from '../providers/open-providers.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ReceiptStore } from '../providers/receipt-store.js';
import { SuppressionsModule } from '../suppressions/suppressions.module.js';
import { BulkRedrives } from './bulk/bulk-redrives.js';
import { BulkRedrivesRepository } from './bulk/bulk-redrives.repository.js';
import { BulkRedrivesController } from './bulk/v1/bulk-redrives.controller.js';
import { TemplatesModule } from '../templates/templates.module.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryPreviews } from './delivery-previews.js';
import { DeliveryReceipts } from './delivery-receipts.js';
import { MessageDeliveries } from './message-deliveries.js';
import { Completions } from './queue/completions.js';
import { DeliveryQueueRepository } from './queue/delivery-queue.repository.js';
import { DeliverySender } from './queue/delivery-sender.js';
import { ProviderHealth } from './queue/provider-health.js';
import { Reachability } from './queue/reachability.js';
import { DeliveryWorker } from './queue/delivery-worker.js';
import { DueLanes } from './queue/due-lanes.js';
import { LaneWatch } from './queue/lane-watch.js';
import { Paces } from './queue/paces.js';
import { ProviderStates } from './queue/provider-states.js';
import { RecipientLimits } from './queue/recipient-limits.js';
import { LaneNotices } from './queue/lane-notices.js';
import { QueueVacuum } from './queue/queue-vacuum.js';
import { DeliveryFigures } from './queue/delivery.metrics.js';
import { ProviderTests } from './provider-tests/provider-tests.js';
import { ProviderTestsController } from './provider-tests/v1/provider-tests.controller.js';
import { Retention } from './retention/retention.js';
import { RetentionRepository } from './retention/retention.repository.js';
import { DeliveryRoute } from './routes/delivery-route.entity.js';
import { DeliveryRoutes } from './routes/delivery-routes.js';
import { RoutesService } from './routes/routes.service.js';
import { RoutesController } from './routes/v1/routes.controller.js';
import { BankMessages } from './sent/bank-messages.js';
import { BankMessagesFile } from './sent/bank-messages-file.js';
import { BankMessagesRepository } from './sent/bank-messages.repository.js';
import { BankMessagesController } from './sent/v1/bank-messages.controller.js';
import { DeliveryStatistics } from './statistics/delivery-statistics.js';
import { DeliveryStatisticsController } from './statistics/v1/delivery-statistics.controller.js';
import { DueMessages } from './scheduled/due-messages.js';
import { ScheduledMessagesRepository } from './scheduled/scheduled-messages.repository.js';
import { ScheduledSends } from './scheduled/scheduled-sends.js';
import { DeliveriesController } from './v1/deliveries.controller.js';
import { SendMessageOrders } from './v1/send-message-orders.js';
import { MessagesController } from './v1/messages.controller.js';
import { IdempotencyModule } from '../../platform/idempotency/idempotency.module.js';

/** From the message in the database to the customer's phone, and back with the receipt. */
@Module({
  imports: [
    TypeOrmModule.forFeature([DeliveryRoute]),
    BanksModule,
    EntitlementsModule,
    CustomerMessagesModule,
    EndpointModule,
    IdempotencyModule,
    KeysModule,
    PreferencesModule,
    ProvidersModule,
    RateLimitsModule,
    SuppressionsModule,
    TemplatesModule,
  ],
  controllers: [
    BulkRedrivesController,
    BankMessagesController,
    CallbacksController,
    DeliveriesController,
    DeliveryStatisticsController,
    MessagesController,
    ProviderTestsController,
    RoutesController,
  ],
  providers: [
    BankMessages,
    BankMessagesFile,
    BankMessagesRepository,
    BulkRedrives,
    BulkRedrivesRepository,
    CallbackAdmitted,
    CallbackLimits,
    CallbacksService,
    Completions,
    DueLanes,
    LaneNotices,
    LaneWatch,
    QueueVacuum,
    DeliveriesRepository,
    DeliveriesService,
    DeliveryFigures,
    DeliveryPreviews,
    DeliveryQueueRepository,
    DeliveryReceipts,
    DeliveryRoutes,
    DeliverySender,
    DeliveryStatistics,
    DeliveryWorker,
    DueMessages,
    ScheduledMessagesRepository,
    ScheduledSends,
    MessageDeliveries,
    OpenProviders,
    Paces,
    ProviderHealth,
    ProviderTests,
    ProviderStates,
    Reachability,
    RecipientLimits,
    Retention,
    RetentionRepository,
    RoutesService,
    SendMessageOrders,
    { provide: ReceiptStore, useExisting: DeliveryReceipts },
  ],
  exports: [MessageDeliveries, ScheduledSends, SendMessageOrders],
})
export class DeliveriesModule {}
