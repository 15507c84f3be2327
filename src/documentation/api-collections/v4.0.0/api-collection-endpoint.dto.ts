import { ApiProperty } from '@nestjs/swagger';
import { Text } from '../../../platform/body/fields.js';

export class AddApiCollectionEndpointDto {
  @Text({ max: 200, example: 'OBPv4.0.0-createCustomerMessage' })
  operation_id!: string;
}

export class ApiCollectionEndpointDto {
  @ApiProperty({ example: '8uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  api_collection_endpoint_id!: string;

  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  api_collection_id!: string;

  @ApiProperty({ example: 'OBPv4.0.0-createCustomerMessage' })
  operation_id!: string;
}

export class ApiCollectionEndpointListDto {
  @ApiProperty({ type: [ApiCollectionEndpointDto] })
  api_collection_endpoints!: ApiCollectionEndpointDto[];
}
