import { ApiProperty } from '@nestjs/swagger';

/** A schema as an example, with its required parts; it may also contain everything else from its draft. */
export class JsonSchemaDto {
  @ApiProperty({ example: 'http://json-schema.org/draft-07/schema#', description: 'draft-07 or draft 2020-12' })
  $schema!: string;

  @ApiProperty({ example: 'Messages by SMS' })
  title!: string;

  @ApiProperty({ example: 'A text of three characters or more, by SMS only' })
  description!: string;

  @ApiProperty({ example: 'object' })
  type!: string;

  @ApiProperty({ type: [String], example: ['message', 'transport'] })
  required!: string[];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', required: ['type'], properties: { type: { type: 'string' } }, additionalProperties: true },
    example: { message: { type: 'string', minLength: 3 }, transport: { type: 'string', enum: ['SMS'] } },
  })
  properties!: Record<string, object>;
}

export class JsonSchemaValidationDto {
  @ApiProperty({ example: 'OBPv4.0.0-createCustomerMessage' })
  operation_id!: string;

  @ApiProperty({ type: JsonSchemaDto })
  json_schema!: JsonSchemaDto;
}

export class JsonSchemaValidationListDto {
  @ApiProperty({ type: [JsonSchemaValidationDto] })
  json_schema_validations!: JsonSchemaValidationDto[];
}
