import { ApiProperty } from '@nestjs/swagger';
import { AUTHENTICATION_TYPES, type AuthenticationType } from '../../sessions/authentication-type.js';
import { ObpError } from '../../../platform/errors/obp-error.js';

/** The advertised names: anonymous access needs no permission (contract section 3.6). */
const ADVERTISED = AUTHENTICATION_TYPES.filter((type) => type !== 'Anonymous');

export const AUTHENTICATION_TYPES_EXAMPLE: AuthenticationType[] = ['DirectLogin', 'OAuth1.0a'];

export const AUTHENTICATION_TYPES_SCHEMA = {
  type: 'array',
  items: { type: 'string', enum: ADVERTISED },
  minItems: 1,
  example: AUTHENTICATION_TYPES_EXAMPLE,
};

export class AuthenticationTypeValidationDto {
  @ApiProperty({ example: 'OBPv4.0.0-createCustomerMessage' })
  operation_id!: string;

  @ApiProperty({ enum: AUTHENTICATION_TYPES, isArray: true, example: AUTHENTICATION_TYPES_EXAMPLE })
  allowed_authentication_types!: AuthenticationType[];
}

export class AuthenticationTypeValidationListDto {
  @ApiProperty({ type: [AuthenticationTypeValidationDto] })
  authentication_types_validations!: AuthenticationTypeValidationDto[];
}

/**
 * Reads a list of names; duplicates count once.
 *
 * @param names what the error calls them, which differs between POST and PUT (contract section 6.3).
 * @throws ObpError OBP-40030 for anything except a list of at least one name.
 */
export function readAuthenticationTypes(body: unknown, names: string): AuthenticationType[] {
  if (Array.isArray(body) && body.length > 0 && body.every(isAuthenticationType)) return [...new Set(body)];
  throw new ObpError('IncorrectAuthenticationTypeName', ` Allowed ${names}: [${ADVERTISED.join(', ')}]`);
}

const isAuthenticationType = (name: unknown): name is AuthenticationType => (AUTHENTICATION_TYPES as readonly unknown[]).includes(name);
