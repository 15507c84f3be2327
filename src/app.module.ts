import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ApiInfoModule } from './api-info/api-info.module.js';
import { ApiCollectionsModule } from './api-collections/api-collections.module.js';
import { AuditModule } from './audit/audit.module.js';
import { AuthModule } from './auth/auth.module.js';
import { BanksModule } from './banks/banks.module.js';
import type { Config } from './config/config.js';
import { ConfigModule } from './config/config.module.js';
import { ConsumersModule } from './consumers/consumers.module.js';
import { CustomerMessagesModule } from './customer-messages/customer-messages.module.js';
import { CustomersModule } from './customers/customers.module.js';
import { UserCustomerLinksModule } from './customers/links/user-customer-links.module.js';
import { DatabaseModule } from './database/database.module.js';
import { EntitlementRequestsModule } from './entitlement-requests/entitlement-requests.module.js';
import { EntitlementsModule } from './entitlements/entitlements.module.js';
import { GlossaryModule } from './glossary/glossary.module.js';
import { ExplorerModule } from './explorer/explorer.module.js';
import { HealthModule } from './health/health.module.js';
import { MessageDocsModule } from './message-docs/message-docs.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { ObpModule } from './obp/obp.module.js';
import { ResourceDocsModule } from './resource-docs/resource-docs.module.js';
import { RateLimitsModule } from './rate-limits/rate-limits.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { ScopesModule } from './scopes/scopes.module.js';
import { SessionsModule } from './sessions/sessions.module.js';
import { UserPasswordsModule } from './users/passwords/user-passwords.module.js';
import { UserInvitationsModule } from './users/invitations/user-invitations.module.js';
import { UsersModule } from './users/users.module.js';
import { ValidationsModule } from './validations/validations.module.js';

@Module({})
export class AppModule {
  static of(config: Config, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        DatabaseModule.of(dataSource),
        ObpModule,
        AuditModule,
        AuthModule,
        SessionsModule,
        UsersModule,
        UserPasswordsModule,
        UserInvitationsModule,
        EntitlementsModule,
        EntitlementRequestsModule,
        BanksModule,
        CustomersModule,
        UserCustomerLinksModule,
        CustomerMessagesModule,
        ResourceDocsModule,
        GlossaryModule,
        MessageDocsModule,
        ExplorerModule,
        ConsumersModule,
        RateLimitsModule,
        ScopesModule,
        ApiInfoModule,
        ValidationsModule,
        ApiCollectionsModule,
        SandboxModule,
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
