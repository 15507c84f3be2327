import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EndpointModule } from '../../platform/endpoint/endpoint.module.js';
import { AuthenticationTypeAllowed, SessionAuthenticationTypeAllowed } from './authentication-type-allowed.check.js';
import { AuthenticationTypeValidation } from './authentication-type-validation.entity.js';
import { AuthenticationTypeValidationsService } from './authentication-type-validations.service.js';
import { BodyFitsSchema } from './body-fits-schema.check.js';
import { CompiledSchemas } from './compiled-schemas.js';
import { JsonSchemaValidation } from './json-schema-validation.entity.js';
import { JsonSchemaValidationsService } from './json-schema-validations.service.js';
import { OperationRulesService } from './operation-rules.service.js';
import { AuthenticationTypeValidationsV400Controller } from './v4.0.0/authentication-type-validations.controller.js';
import { JsonSchemaValidationsV400Controller } from './v4.0.0/json-schema-validations.controller.js';

/** Rules per operation: which bodies and authentication types it accepts (contract section 6). */
@Module({
  imports: [EndpointModule, TypeOrmModule.forFeature([JsonSchemaValidation, AuthenticationTypeValidation])],
  controllers: [JsonSchemaValidationsV400Controller, AuthenticationTypeValidationsV400Controller],
  providers: [
    JsonSchemaValidationsService,
    AuthenticationTypeValidationsService,
    OperationRulesService,
    CompiledSchemas,
    BodyFitsSchema,
    AuthenticationTypeAllowed,
    SessionAuthenticationTypeAllowed,
  ],
  exports: [JsonSchemaValidationsService, AuthenticationTypeValidationsService, OperationRulesService, CompiledSchemas],
})
export class OperationRulesModule {}
