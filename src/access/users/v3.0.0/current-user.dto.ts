import { ApiProperty } from '@nestjs/swagger';
import { UserDto } from '../user.dto.js';

export class ViewListDto {
  @ApiProperty({ type: Object, isArray: true, example: [] })
  list!: object[];
}

/** OBP's UserJsonV300 (contract section 5.5). */
export class CurrentUserDto extends UserDto {
  @ApiProperty({ type: ViewListDto })
  views!: ViewListDto;
}
