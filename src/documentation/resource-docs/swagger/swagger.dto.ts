import { ApiProperty } from '@nestjs/swagger';

const free = { type: 'object', additionalProperties: true } as const;

/** A Swagger 2.0 document (contract section 7.3). */
export class Swagger2Dto {
  @ApiProperty({ example: '2.0' })
  swagger!: '2.0';

  @ApiProperty({ ...free, example: { title: 'Customer Messages', version: 'v4.0.0' } })
  info!: object;

  @ApiProperty({ description: 'Without the scheme.', example: 'api.bank.example' })
  host!: string;

  @ApiProperty({ example: '/' })
  basePath!: string;

  @ApiProperty({ type: String, isArray: true, example: ['https'] })
  schemes!: string[];

  @ApiProperty({ ...free, example: { directLogin: { type: 'apiKey', in: 'header', name: 'Authorization' } } })
  securityDefinitions!: object;

  @ApiProperty({ type: 'array', items: free, example: [{ directLogin: [] }] })
  security!: object[];

  @ApiProperty({ type: 'array', items: free, example: [{ name: 'Customer-Message' }] })
  tags!: object[];

  @ApiProperty({ ...free, example: {} })
  paths!: object;

  @ApiProperty({ ...free, example: {} })
  definitions!: object;
}
