import { ApiProperty } from '@nestjs/swagger';
import { UserDto } from '../user.dto.js';

/** OBP's UserJsonV400 (contract section 5.5), as returned for a user found by name. */
export class UserV400Dto extends UserDto {
  @ApiProperty({ example: false })
  is_deleted!: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Always null: this service has no agreements.', example: null })
  last_marketing_agreement_signed_date!: null;

  @ApiProperty({ description: 'By an administrator, or for a time by bad logins.', example: false })
  is_locked!: boolean;
}

/** A user found by id: with a list of agreements, which is always empty. */
export class UserWithAgreementsV400Dto extends UserV400Dto {
  @ApiProperty({ type: Object, isArray: true, example: [] })
  agreements!: object[];
}

export class UserListV400Dto {
  @ApiProperty({ type: UserV400Dto, isArray: true })
  users!: UserV400Dto[];
}
