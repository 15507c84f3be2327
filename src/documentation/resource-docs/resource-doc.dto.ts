import { ApiProperty } from '@nestjs/swagger';

const anyJson = {
  oneOf: [
    { type: 'object', additionalProperties: true },
    { type: 'array', items: {} },
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
  ],
};
const jsonSchema = { type: 'object', additionalProperties: true } as const;

export class ImplementedByDto {
  @ApiProperty({ description: 'The version that introduced it.', example: 'OBPv4.0.0' })
  version!: string;

  @ApiProperty({ example: 'createCustomerMessage' })
  function!: string;
}

export class DocumentedRoleDto {
  @ApiProperty({ example: 'CanCreateCustomerMessage' })
  role!: string;

  @ApiProperty({ description: 'Whether it is granted at one bank.', example: true })
  requires_bank_id!: boolean;
}

/** OBP's ResourceDocJson (contract section 7.1). Fields that do not apply to an operation are absent. */
export class ResourceDocDto {
  @ApiProperty({ example: 'OBPv4.0.0-createCustomerMessage' })
  operation_id!: string;

  @ApiProperty({ type: ImplementedByDto })
  implemented_by!: ImplementedByDto;

  @ApiProperty({ example: 'POST' })
  request_verb!: string;

  @ApiProperty({
    description: 'Under the version that introduced it.',
    example: '/obp/v4.0.0/banks/BANK_ID/customers/CUSTOMER_ID/messages',
  })
  request_url!: string;

  @ApiProperty({ example: 'Create Customer Message' })
  summary!: string;

  @ApiProperty({ description: 'HTML, also well-formed XML, made of description_markdown.', example: '<p>Sends a message.</p>' })
  description!: string;

  @ApiProperty({ example: 'Sends a message.' })
  description_markdown!: string;

  @ApiProperty({ ...anyJson, required: false, example: { message: '123456' } })
  example_request_body?: unknown;

  @ApiProperty({ ...anyJson, required: false, example: { success: 'Success' } })
  success_response_body?: unknown;

  @ApiProperty({ type: String, isArray: true, example: ['OBP-20001: User not logged in. Authentication is required!'] })
  error_response_bodies!: string[];

  @ApiProperty({ type: String, isArray: true, example: ['Customer-Message', 'Customer', 'Person'] })
  tags!: string[];

  @ApiProperty({ ...jsonSchema, selfRequired: false, example: { type: 'object', properties: { message: { type: 'string' } } } })
  typed_request_body?: object;

  @ApiProperty({ ...jsonSchema, selfRequired: false, example: { type: 'object', properties: { success: { type: 'string' } } } })
  typed_success_response_body?: object;

  @ApiProperty({
    type: DocumentedRoleDto,
    isArray: true,
    required: false,
    description: 'Any one of them is enough, unless the description says that all are required.',
  })
  roles?: DocumentedRoleDto[];

  @ApiProperty({ example: false })
  is_featured!: boolean;

  @ApiProperty({ example: '' })
  special_instructions!: string;

  @ApiProperty({
    description: 'Under the version that was asked for: the URL to call.',
    example: '/obp/v5.1.0/banks/BANK_ID/customers/CUSTOMER_ID/messages',
  })
  specified_url!: string;

  @ApiProperty({ type: String, isArray: true, description: 'Empty: no operation goes through a connector.', example: [] })
  connector_methods!: string[];
}

export class ResourceDocsV140Dto {
  @ApiProperty({ type: ResourceDocDto, isArray: true })
  resource_docs!: readonly ResourceDocDto[];
}

export class ResourceDocsMetaDto {
  @ApiProperty({ format: 'date-time', example: '2020-01-22T08:12:45Z' })
  response_date!: string;

  @ApiProperty({ type: 'integer', example: 1 })
  count!: number;
}

export class ResourceDocsV400Dto {
  @ApiProperty({ type: ResourceDocDto, isArray: true })
  resource_docs!: readonly ResourceDocDto[];

  @ApiProperty({ type: ResourceDocsMetaDto })
  meta!: ResourceDocsMetaDto;
}
