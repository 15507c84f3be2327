import type { AuthenticationTypeValidation } from '../authentication-type-validation.entity.js';
import type { AuthenticationTypeValidationDto } from './authentication-type-validation.dto.js';

export const toAuthenticationTypeValidationDto = ({
  operationId,
  allowedAuthenticationTypes,
}: AuthenticationTypeValidation): AuthenticationTypeValidationDto => ({
  operation_id: operationId,
  allowed_authentication_types: allowedAuthenticationTypes,
});
