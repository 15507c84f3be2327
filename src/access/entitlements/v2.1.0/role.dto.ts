import { ApiProperty } from '@nestjs/swagger';
import { ROLE_NAMES, ROLES, type RoleName } from '../../../platform/endpoint/roles.js';

export class RoleDto {
  @ApiProperty({ example: 'CanCreateCustomerMessage' })
  role!: string;

  @ApiProperty({ description: 'Whether it is granted at one bank.', example: true })
  requires_bank_id!: boolean;
}

export class RoleListDto {
  @ApiProperty({ type: RoleDto, isArray: true })
  roles!: RoleDto[];
}

/** Every role, by name (contract section 4.4). */
export const ALL_ROLES: RoleListDto = Object.freeze({
  roles: ROLE_NAMES.map((role) => ({ role, requires_bank_id: ROLES[role as RoleName].requiresBankId })),
});
