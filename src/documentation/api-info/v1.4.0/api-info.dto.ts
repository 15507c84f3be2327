import { ApiProperty } from '@nestjs/swagger';

export class HostedByDto {
  @ApiProperty({ example: 'The Green Bank of Ghent' })
  organisation!: string;

  @ApiProperty({ example: 'api@example.com' })
  email!: string;

  @ApiProperty({ example: '+32 1 234 56 78' })
  phone!: string;

  @ApiProperty({ example: 'https://www.example.com' })
  organisation_website!: string;
}

/** The order of fields is part of the wire (contract section 5.1). */
export class ApiInfoV140Dto {
  @ApiProperty({ example: 'v1.4.0' })
  version!: string;

  @ApiProperty({ example: 'STABLE' })
  version_status!: string;

  @ApiProperty({ description: 'Empty when the build does not say.', example: '91e4e2b3e855f55cb877a95152716c0fb3a120b2' })
  git_commit!: string;

  @ApiProperty({ example: 'mapped' })
  connector!: string;

  @ApiProperty({ type: HostedByDto })
  hosted_by!: HostedByDto;
}
