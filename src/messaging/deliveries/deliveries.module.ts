import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { KeysModule } from '../../platform/keys/keys.module.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { CustomerMessagesModule } from '../customer-messages/customer-messages.module.js';
import { OpenProviders } from '../providers/open-providers.js';
import { ProvidersModule } from '../providers/providers.module.js';
import { ReceiptStore } from '../providers/receipt-store.js';
import { DeliveriesRepository } from './deliveries.repository.js';
import { DeliveriesService } from './deliveries.service.js';
import { DeliveryPreviews } from './delivery-previews.js';
import { DeliveryReceipts } from './delivery-receipts.js';
import { MessageDeliveries } from './message-deliveries.js';
import { DeliveryQueueRepository } from './queue/delivery-queue.repository.js';
import { DeliverySender } from './queue/delivery-sender.js';
import { ProviderHealth } from './queue/provider-health.js';
import { DeliveryWorker } from './queue/delivery-worker.js';
import { DeliveryFigures } from './queue/delivery.metrics.js';
import { DeliveryRoute } from './routes/delivery-route.entity.js';
import { DeliveryRoutes } from './routes/delivery-routes.js';
import { RoutesService } from './routes/routes.service.js';
import { RoutesController } from './routes/v1/routes.controller.js';
import { DeliveriesController } from './v1/deliveries.controller.js';
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
    ProvidersModule,
  ],
  controllers: [DeliveriesController, MessagesController, RoutesController],
  providers: [
    DeliveriesRepository,
    DeliveriesService,
    DeliveryFigures,
    DeliveryPreviews,
    DeliveryQueueRepository,
    DeliveryReceipts,
    DeliveryRoutes,
    DeliverySender,
    DeliveryWorker,
    MessageDeliveries,
    OpenProviders,
    ProviderHealth,
    RoutesService,
    { provide: ReceiptStore, useExisting: DeliveryReceipts },
  ],
  exports: [MessageDeliveries],
})
export class DeliveriesModule {}
