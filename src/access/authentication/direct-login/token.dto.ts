import { ApiProperty } from '@nestjs/swagger';

export class TokenDto {
  @ApiProperty({ description: 'A JWT; its form is not part of the contract.', example: 'eyJhbGciOiJIUzI1NiJ9.eyIiOiIifQ.AAAA' })
  token!: string;
}
