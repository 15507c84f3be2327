import { ApiProperty } from '@nestjs/swagger';

const json = { type: 'object', additionalProperties: true } as const;

export class AdapterImplementationDto {
  @ApiProperty({ example: '- Core' })
  group!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  suggested_order!: number;
}

export class DependentEndpointDto {
  @ApiProperty({ example: 'addCustomerMessage' })
  name!: string;

  @ApiProperty({ example: 'v1.4.0' })
  version!: string;
}

export class MessageDocDto {
  @ApiProperty({ example: 'obp.createMessage' })
  process!: string;

  @ApiProperty({ example: 'Oct2024' })
  message_format!: string;

  @ApiProperty({ example: 'Create a message to a customer.' })
  description!: string;

  @ApiProperty({ ...json, example: { bankId: { value: 'gh.29.uk' }, message: '123456' } })
  example_outbound_message!: object;

  @ApiProperty({ ...json, example: { data: { message: '123456' } } })
  example_inbound_message!: object;

  @ApiProperty({ type: AdapterImplementationDto })
  adapter_implementation!: AdapterImplementationDto;

  @ApiProperty({ type: DependentEndpointDto, isArray: true })
  dependent_endpoints!: DependentEndpointDto[];
}

/** OBP's MessageDocsJson (contract section 7.4). */
export class MessageDocsDto {
  @ApiProperty({ type: MessageDocDto, isArray: true })
  message_docs!: MessageDocDto[];
}
