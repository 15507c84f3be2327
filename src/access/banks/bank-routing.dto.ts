import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../platform/body/fields.js';

export class BankRoutingDto {
  @Text({ max: 255, example: 'BIC' })
  scheme!: string;

  @Text({ max: 255, example: 'GENODEM1GLS' })
  address!: string;
}

export class BankAttributeDto {
  @ApiProperty({ example: 'Overdraft' })
  name!: string;

  @ApiProperty({ example: 'available' })
  value!: string;
}
