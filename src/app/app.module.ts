import { type DynamicModule, Module } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { ApiInfoModule } from '../documentation/api-info/api-info.module.js';
import { ApiCollectionsModule } from '../documentation/api-collections/api-collections.module.js';
import { AuditModule } from '../platform/audit/audit.module.js';
import { AuthenticationModule } from '../access/authentication/authentication.module.js';
import { BanksModule } from '../access/banks/banks.module.js';
import type { Config } from '../platform/config/config.js';
import { CompanionsModule } from './companions/companions.module.js';
import { ChecksModule } from './checks/checks.module.js';
import { ConfigModule } from '../platform/config/config.module.js';
import { ConsumersModule } from '../access/consumers/consumers.module.js';
import { CustomerMessagesModule } from '../messaging/customer-messages/customer-messages.module.js';
import { CustomersModule } from '../messaging/customers/customers.module.js';
import { DeliveriesModule } from '../messaging/deliveries/deliveries.module.js';
import { InboxModule } from '../messaging/inbox/inbox.module.js';
import { TemplatesModule } from '../messaging/templates/templates.module.js';
import { UserCustomerLinksModule } from '../messaging/customers/links/user-customer-links.module.js';
import { DatabaseModule } from '../platform/database/database.module.js';
import { EntitlementRequestsModule } from '../access/entitlement-requests/entitlement-requests.module.js';
import { EntitlementsModule } from '../access/entitlements/entitlements.module.js';
import { GlossaryModule } from '../documentation/glossary/glossary.module.js';
import { AuthorizeModule } from '../web/authorize/authorize.module.js';
import { ExplorerModule } from '../web/explorer/explorer.module.js';
import { ProvidersPageModule } from '../web/providers/providers-page.module.js';
import { TemplatesPageModule } from '../web/templates/templates-page.module.js';
import { CustomersPageModule } from '../web/customers/customers-page.module.js';
import { PeopleModule } from '../web/people/people.module.js';
import { PasswordPagesModule } from '../web/passwords/password-pages.module.js';
import { UnsubscribeModule } from '../web/unsubscribe/unsubscribe.module.js';
import { SignUpModule } from '../web/sign-up/sign-up.module.js';
import { AuditRecordsModule } from '../access/audit-records/audit-records.module.js';
import { HealthModule } from './health/health.module.js';
import { MessageDocsModule } from '../documentation/message-docs/message-docs.module.js';
import { MetricsModule } from '../platform/metrics/metrics.module.js';
import { EndpointModule } from '../platform/endpoint/endpoint.module.js';
import { ResourceDocsModule } from '../documentation/resource-docs/resource-docs.module.js';
import { RateLimitsModule } from '../access/rate-limits/rate-limits.module.js';
import { SandboxModule } from './sandbox/sandbox.module.js';
import { ScopesModule } from '../access/scopes/scopes.module.js';
import { SessionsModule } from '../access/sessions/sessions.module.js';
import { UserPasswordsModule } from '../access/passwords/user-passwords.module.js';
import { UserInvitationsModule } from '../access/invitations/user-invitations.module.js';
import { UsersModule } from '../access/users/users.module.js';
import { OperationRulesModule } from '../access/operation-rules/operation-rules.module.js';

@Module({})
export class AppModule {
  static of(config: Config, dataSource: DataSource): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        ChecksModule,
        CompanionsModule,
        DatabaseModule.of(dataSource),
        EndpointModule,
        AuditModule,
        AuditRecordsModule,
        AuthenticationModule,
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
        DeliveriesModule,
        InboxModule,
        TemplatesModule,
        ResourceDocsModule,
        GlossaryModule,
        MessageDocsModule,
        ExplorerModule,
        PeopleModule,
        CustomersPageModule,
        ProvidersPageModule,
        TemplatesPageModule,
        AuthorizeModule,
        SignUpModule,
        PasswordPagesModule,
        UnsubscribeModule,
        ConsumersModule,
        RateLimitsModule,
        ScopesModule,
        ApiInfoModule,
        OperationRulesModule,
        ApiCollectionsModule,
        SandboxModule,
        HealthModule,
        MetricsModule,
      ],
    };
  }
}
