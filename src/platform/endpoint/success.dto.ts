import { ApiProperty } from '@nestjs/swagger';

/** What OBP answers when there is nothing to say but that it worked. */
export class SuccessDto {
  @ApiProperty({ example: 'Success' })
  success!: string;
}

export const SUCCESS: SuccessDto = Object.freeze({ success: 'Success' });
