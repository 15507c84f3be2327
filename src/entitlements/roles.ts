/** A permission that users are granted, named as OBP names it (contract section 4.3). */
export interface Role {
  readonly name: string;
  /** Whether it is granted at one bank; otherwise it holds at none in particular. */
  readonly requiresBankId: boolean;
}

const BANK_LEVEL = [
  'CanGetCustomers', 'CanGetCustomersMinimal', 'CanGetCustomer', 'CanGetCustomerOverview',
  'CanGetCustomerOverviewFlat', 'CanCreateCustomer', 'CanUpdateCustomerEmail', 'CanUpdateCustomerNumber',
  'CanUpdateCustomerMobilePhoneNumber', 'CanUpdateCustomerIdentity', 'CanUpdateCustomerBranch',
  'CanUpdateCustomerData', 'CanUpdateCustomerCreditLimit', 'CanUpdateCustomerCreditRatingAndSource',
  'CanGetCorrelatedUsersInfo', 'CanCreateUserCustomerLink', 'CanDeleteUserCustomerLink', 'CanGetUserCustomerLink',
  'CanCreateAccount', 'CanUpdateAccount', 'CanCreateAccountAttributeAtOneBank', 'CanUpdateAccountAttribute',
  'CanCreateAnyTransactionRequest', 'CanAddSocialMediaHandle', 'CanGetSocialMediaHandles',
  'CanCreateCustomerAddress', 'CanDeleteCustomerAddress', 'CanGetCustomerAddress',
  'CanGetEntitlementsForAnyUserAtOneBank', 'CanCreateEntitlementAtOneBank', 'CanDeleteEntitlementAtOneBank',
  'CanGetEntitlementsForOneBank', 'CanCreateTransactionType', 'CanCreateCardsForBank', 'CanUpdateCardsForBank',
  'CanDeleteCardsForBank', 'CanGetCardsForBank', 'CanCreateCustomerAccountLink', 'CanUpdateCustomerAccountLink',
  'CanDeleteCustomerAccountLink', 'CanGetCustomerAccountLink', 'CanGetCustomerAccountLinks', 'CanCreateBranch',
  'CanUpdateBranch', 'CanDeleteBranch', 'CanCreateAtm', 'CanDeleteAtm', 'CanUpdateAtm', 'CanCreateCounterparty',
  'CanDeleteCounterparty', 'CanGetCounterparty', 'CanGetCounterparties', 'CanCreateProduct', 'CanCreateFxRate',
  'CanCreateSettlementAccountAtOneBank', 'CanGetSettlementAccountAtOneBank', 'CanGetMetricsAtOneBank',
  'CanUseAccountFirehose', 'CanCreateScopeAtOneBank', 'CanCreateCustomerMessage', 'CanGetCustomerMessages',
  'CanCreateWebhook', 'CanCreateAccountNotificationWebhookAtOneBank', 'CanUpdateWebhook', 'CanGetWebhooks',
  'CanGetTaxResidence', 'CanCreateTaxResidence', 'CanDeleteTaxResidence', 'CanReadFx', 'CanUpdateProductAttribute',
  'CanUpdateBankAttribute', 'CanUpdateAtmAttribute', 'CanGetBankAttribute', 'CanGetAtmAttribute',
  'CanGetProductAttribute', 'CanDeleteProductAttribute', 'CanDeleteBankAttribute', 'CanDeleteAtmAttribute',
  'CanCreateProductAttribute', 'CanCreateBankAttribute', 'CanCreateAtmAttribute', 'CanUpdateProductFee',
  'CanGetProductFee', 'CanDeleteProductFee', 'CanCreateProductFee', 'CanMaintainProductCollection',
  'CanCreateBankLevelDynamicEntity', 'CanUpdateBankLevelDynamicEntity', 'CanDeleteBankLevelDynamicEntity',
  'CanGetBankLevelDynamicEntities', 'CanGetBankLevelDynamicEndpoint', 'CanGetBankLevelDynamicEndpoints',
  'CanCreateBankLevelDynamicEndpoint', 'CanUpdateBankLevelDynamicEndpoint', 'CanDeleteBankLevelDynamicEndpoint',
  'CanAddKycCheck', 'CanAddKycDocument', 'CanAddKycMedia', 'CanAddKycStatus', 'CanCreateDirectDebitAtOneBank',
  'CanCreateStandingOrderAtOneBank', 'CanCreateCustomerAttributeAtOneBank', 'CanUpdateCustomerAttributeAtOneBank',
  'CanDeleteCustomerAttributeAtOneBank', 'CanGetCustomerAttributesAtOneBank', 'CanGetCustomerAttributeAtOneBank',
  'CanCreateTransactionAttributeAtOneBank', 'CanUpdateTransactionAttributeAtOneBank',
  'CanGetTransactionAttributesAtOneBank', 'CanGetTransactionAttributeAtOneBank',
  'CanCreateTransactionRequestAttributeAtOneBank', 'CanUpdateTransactionRequestAttributeAtOneBank',
  'CanGetTransactionRequestAttributesAtOneBank', 'CanGetTransactionRequestAttributeAtOneBank',
  'CanGetDoubleEntryTransactionAtOneBank', 'CanReadDynamicResourceDocsAtOneBank',
  'CanCreateCustomerAttributeDefinitionAtOneBank', 'CanDeleteCustomerAttributeDefinitionAtOneBank',
  'CanGetCustomerAttributeDefinitionAtOneBank', 'CanCreateAccountAttributeDefinitionAtOneBank',
  'CanDeleteAccountAttributeDefinitionAtOneBank', 'CanGetAccountAttributeDefinitionAtOneBank',
  'CanDeleteProductAttributeDefinitionAtOneBank', 'CanGetProductAttributeDefinitionAtOneBank',
  'CanCreateProductAttributeDefinitionAtOneBank', 'CanCreateBankAttributeDefinitionAtOneBank',
  'CanCreateTransactionAttributeDefinitionAtOneBank', 'CanDeleteTransactionAttributeDefinitionAtOneBank',
  'CanGetTransactionAttributeDefinitionAtOneBank', 'CanCreateTransactionRequestAttributeDefinitionAtOneBank',
  'CanDeleteTransactionRequestAttributeDefinitionAtOneBank', 'CanGetTransactionRequestAttributeDefinitionAtOneBank',
  'CanGetCardAttributeDefinitionAtOneBank', 'CanDeleteCardAttributeDefinitionAtOneBank',
  'CanCreateCardAttributeDefinitionAtOneBank', 'CanDeleteTransactionCascade', 'CanDeleteAccountCascade',
  'CanDeleteBankCascade', 'CanDeleteProductCascade', 'CanDeleteCustomerCascade',
  'CanCreateBankLevelDynamicResourceDoc', 'CanUpdateBankLevelDynamicResourceDoc',
  'CanGetBankLevelDynamicResourceDoc', 'CanGetAllBankLevelDynamicResourceDocs',
  'CanDeleteBankLevelDynamicResourceDoc', 'CanCreateBankLevelDynamicMessageDoc', 'CanGetBankLevelDynamicMessageDoc',
  'CanDeleteBankLevelDynamicMessageDoc', 'CanCreateBankLevelEndpointMapping', 'CanUpdateBankLevelEndpointMapping',
  'CanGetBankLevelEndpointMapping', 'CanGetAllBankLevelEndpointMappings', 'CanDeleteBankLevelEndpointMapping',
  'CanCreateUserInvitation', 'CanGetUserInvitation', 'CanCreateBankLevelEndpointTag',
  'CanUpdateBankLevelEndpointTag', 'CanDeleteBankLevelEndpointTag', 'CanGetBankLevelEndpointTag',
  'CanCreateHistoricalTransactionAtBank', 'CanRevokeConsentAtBank',
] as const;

const SYSTEM_LEVEL = [
  'CanCreateRegulatedEntity', 'CanDeleteRegulatedEntity', 'CanSearchWarehouse', 'CanSearchWarehouseStatistics',
  'CanSearchMetrics', 'CanGetCustomersAtAnyBank', 'CanGetCustomersMinimalAtAnyBank',
  'CanUpdateCustomerCreditRatingAndSourceAtAnyBank', 'CanCreateCustomerAtAnyBank',
  'CanGetCorrelatedUsersInfoAtAnyBank', 'CanCreateUserCustomerLinkAtAnyBank', 'CanGetUserCustomerLinkAtAnyBank',
  'CanDeleteUserCustomerLinkAtAnyBank', 'CanGetAnyUser', 'CanCreateSandbox', 'CanGetEntitlementsForAnyUserAtAnyBank',
  'CanGetEntitlementsForAnyBank', 'CanCreateEntitlementAtAnyBank', 'CanDeleteEntitlementAtAnyBank',
  'CanGetConsumers', 'CanDisableConsumers', 'CanEnableConsumers', 'CanUpdateConsumerRedirectUrl',
  'CanCreateConsumer', 'CanCreateBranchAtAnyBank', 'CanDeleteBranchAtAnyBank', 'CanDeleteAtmAtAnyBank',
  'CanCreateAtmAtAnyBank', 'CanUpdateAtmAtAnyBank', 'CanCreateCounterpartyAtAnyBank',
  'CanDeleteCounterpartyAtAnyBank', 'CanGetCounterpartiesAtAnyBank', 'CanGetApiCollectionsForUser',
  'CanGetAllApiCollections', 'CanGetCounterpartyAtAnyBank', 'CanCreateProductAtAnyBank', 'CanCreateFxRateAtAnyBank',
  'CanCreateBank', 'CanReadMetrics', 'CanGetConfig', 'CanGetAdapterInfo', 'CanGetAdapterInfoAtOneBank',
  'CanGetDatabaseInfo', 'CanGetCallContext', 'CanGetConnectorMetrics', 'CanDeleteEntitlementRequestsAtAnyBank',
  'CanGetEntitlementRequestsAtAnyBank', 'CanUseAccountFirehoseAtAnyBank', 'CanUseCustomerFirehoseAtAnyBank',
  'CanReadAggregateMetrics', 'CanCreateScopeAtAnyBank', 'CanDeleteScopeAtAnyBank', 'CanUnlockUser', 'CanLockUser',
  'CanDeleteUser', 'CanGetUsersWithAttributes', 'CanCreateNonPersonalUserAttribute',
  'CanGetNonPersonalUserAttributes', 'CanDeleteNonPersonalUserAttribute', 'CanReadUserLockedStatus',
  'CanSetCallLimits', 'CanReadCallLimits', 'CanCheckFundsAvailable', 'CanCreateSystemAccountNotificationWebhook',
  'CanCreateUserAuthContext', 'CanGetUserAuthContext', 'CanDeleteUserAuthContext', 'CanCreateUserAuthContextUpdate',
  'CanRefreshUser', 'CanGetAccountApplications', 'CanUpdateAccountApplications', 'CanUpdateAtmAttributeAtAnyBank',
  'CanGetAtmAttributeAtAnyBank', 'CanDeleteAtmAttributeAtAnyBank', 'CanCreateAtmAttributeAtAnyBank',
  'CanCreateSystemView', 'CanUpdateSystemView', 'CanGetSystemView', 'CanDeleteSystemView', 'CanGetMethodRoutings',
  'CanCreateMethodRouting', 'CanUpdateMethodRouting', 'CanDeleteMethodRouting', 'CanCreateHistoricalTransaction',
  'CanGetWebUiProps', 'CanCreateWebUiProps', 'CanDeleteWebUiProps', 'CanGetSystemLevelDynamicEntities',
  'CanCreateSystemLevelDynamicEntity', 'CanUpdateSystemLevelDynamicEntity', 'CanDeleteSystemLevelDynamicEntity',
  'CanGetDynamicEndpoint', 'CanGetDynamicEndpoints', 'CanCreateDynamicEndpoint', 'CanUpdateDynamicEndpoint',
  'CanDeleteDynamicEndpoint', 'CanCreateResetPasswordUrl', 'CanGetAnyKycChecks', 'CanGetAnyKycDocuments',
  'CanGetAnyKycMedia', 'CanGetAnyKycStatuses', 'CanCreateCustomerAttributeAtAnyBank',
  'CanUpdateCustomerAttributeAtAnyBank', 'CanDeleteCustomerAttributeAtAnyBank', 'CanGetCustomerAttributesAtAnyBank',
  'CanGetCustomerAttributeAtAnyBank', 'CanGetDoubleEntryTransactionAtAnyBank', 'CanReadResourceDoc',
  'CanReadStaticResourceDoc', 'CanReadGlossary', 'CanGetConnectorEndpoint', 'CanCreateJsonSchemaValidation',
  'CanUpdateJsonSchemaValidation', 'CanDeleteJsonSchemaValidation', 'CanGetJsonSchemaValidation',
  'CanCreateAuthenticationTypeValidation', 'CanUpdateAuthenticationTypeValidation',
  'CanDeleteAuthenticationValidation', 'CanGetAuthenticationTypeValidation', 'CanCreateConnectorMethod',
  'CanGetConnectorMethod', 'CanUpdateConnectorMethod', 'CanGetAllConnectorMethods', 'CanCreateDynamicResourceDoc',
  'CanUpdateDynamicResourceDoc', 'CanGetDynamicResourceDoc', 'CanGetAllDynamicResourceDocs',
  'CanDeleteDynamicResourceDoc', 'CanCreateDynamicMessageDoc', 'CanUpdateDynamicMessageDoc',
  'CanGetDynamicMessageDoc', 'CanGetAllDynamicMessageDocs', 'CanDeleteDynamicMessageDoc', 'CanCreateEndpointMapping',
  'CanUpdateEndpointMapping', 'CanGetEndpointMapping', 'CanGetAllEndpointMappings', 'CanDeleteEndpointMapping',
  'CanCreateSystemLevelEndpointTag', 'CanUpdateSystemLevelEndpointTag', 'CanDeleteSystemLevelEndpointTag',
  'CanGetSystemLevelEndpointTag', 'CanGetAccountsMinimalForCustomerAtAnyBank', 'CanSeeAccountAccessForAnyUser',
  'CanGetSystemIntegrity',
] as const;

export type RoleName = (typeof BANK_LEVEL)[number] | (typeof SYSTEM_LEVEL)[number];

/** Every role there is. Only some guard an operation of this service; all can be granted, as at OBP. */
export const ROLES = Object.fromEntries([
  ...BANK_LEVEL.map((name) => [name, { name, requiresBankId: true }]),
  ...SYSTEM_LEVEL.map((name) => [name, { name, requiresBankId: false }]),
]) as Readonly<Record<RoleName, Role>>;

/** The role of a name that came from outside, if there is one. */
export const findRole = (name: string): Role | undefined => (Object.hasOwn(ROLES, name) ? ROLES[name as RoleName] : undefined);

/** Every role's name, in alphabetical order. */
export const ROLE_NAMES: readonly string[] = Object.keys(ROLES).sort();
