import { ApiProperty } from '@nestjs/swagger';
import { HostedByDto } from '../v1.4.0/api-info.dto.js';

export class OrganisationDto {
  @ApiProperty({ example: '' })
  organisation!: string;

  @ApiProperty({ example: '' })
  organisation_website!: string;
}

/** The order of fields is part of the wire (contract section 5.1). */
export class ApiInfoV400Dto {
  @ApiProperty({ example: 'v4.0.0' })
  version!: string;

  @ApiProperty({ example: 'STABLE' })
  version_status!: string;

  @ApiProperty({ description: 'Empty when the build does not say.', example: '91e4e2b3e855f55cb877a95152716c0fb3a120b2' })
  git_commit!: string;

  @ApiProperty({ example: 'mapped' })
  connector!: string;

  @ApiProperty({ description: 'The URL under which clients reach the service.', example: 'https://api.bank.example' })
  hostname!: string;

  @ApiProperty({ description: 'Provider of the users whose passwords are kept here.', example: 'customer-messages' })
  local_identity_provider!: string;

  @ApiProperty({ type: HostedByDto })
  hosted_by!: HostedByDto;

  @ApiProperty({ type: OrganisationDto })
  hosted_at!: OrganisationDto;

  @ApiProperty({ type: OrganisationDto })
  energy_source!: OrganisationDto;

  @ApiProperty({ example: false })
  resource_docs_requires_role!: boolean;
}

export class ApiVersionDto {
  @ApiProperty({ example: 'obp' })
  urlPrefix!: string;

  @ApiProperty({ example: 'obp' })
  apiStandard!: string;

  @ApiProperty({ example: 'v4.0.0' })
  apiShortVersion!: string;

  @ApiProperty({ example: 'v4.0.0' })
  API_VERSION!: string;
}

export class ApiVersionListDto {
  @ApiProperty({ type: ApiVersionDto, isArray: true })
  scanned_api_versions!: ApiVersionDto[];
}
