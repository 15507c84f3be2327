import { Module } from '@nestjs/common';
import { BanksModule } from '../../access/banks/banks.module.js';
import { EntitlementsModule } from '../../access/entitlements/entitlements.module.js';
import { UsableSessions } from '../../access/sessions/usable-sessions.js';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { CustomerMessagesModule } from '../customer-messages/customer-messages.module.js';
import { CustomersModule } from '../customers/customers.module.js';
import { PreferencesModule } from '../preferences/preferences.module.js';
import { InboxBanks } from './inbox-banks.js';
import { InboxRepository } from './inbox.repository.js';
import { InboxService } from './inbox.service.js';
import { OwnCustomers } from './own-customers.js';
import { ReadStates } from './read-states.js';
import { InboxNews } from './stream/inbox-news.js';
import { InboxStreams } from './stream/inbox-streams.js';
import { InboxStreamController } from './v1/inbox-stream.controller.js';
import { InboxController } from './v1/inbox.controller.js';
import { MyPreferencesController } from './v1/my-preferences.controller.js';
import { ReadReceiptsController } from './v1/read-receipts.controller.js';

/** What a customer's user reads: the messages of all banks, which of them were read, and how the customer is to be reached. */
@Module({
  imports: [BanksModule, CustomerMessagesModule, CustomersModule, EndpointModule, EntitlementsModule, PreferencesModule],
  controllers: [InboxStreamController, InboxController, MyPreferencesController, ReadReceiptsController],
  providers: [InboxNews, InboxStreams, UsableSessions, InboxBanks, InboxRepository, InboxService, OwnCustomers, ReadStates],
})
export class InboxModule {}
