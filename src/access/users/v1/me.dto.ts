import { ApiProperty } from '@nestjs/swagger';

export class HeldRoleDto {
  @ApiProperty({ example: 'CanCreateCustomerMessage' })
  role_name!: string;

  @ApiProperty({ description: 'Empty for a role of no bank in particular.', example: 'gh.29.uk' })
  bank_id!: string;
}

export class MeDto {
  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'felixsmith' })
  username!: string;

  @ApiProperty({ description: 'Empty where it is not known.', example: 'Felix' })
  first_name!: string;

  @ApiProperty({ description: 'Empty where it is not known.', example: 'Smith' })
  last_name!: string;

  @ApiProperty({ description: 'Whether the user may grant any role.', example: false })
  is_super_admin!: boolean;

  @ApiProperty({ type: HeldRoleDto, isArray: true })
  roles!: HeldRoleDto[];
}
