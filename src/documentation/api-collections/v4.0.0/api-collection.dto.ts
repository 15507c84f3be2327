import { ApiProperty } from '@nestjs/swagger';
import { Flag, Text } from '../../../platform/body/fields.js';
import type { NewApiCollection } from '../api-collections.service.js';

export class CreateApiCollectionDto {
  @Text({ min: 1, max: 100, example: 'Favourites' })
  api_collection_name!: string;

  @Flag({ example: true, description: 'Whether others may read what is in it.' })
  is_sharable!: boolean;

  @Text({ max: 2000, example: 'What I use every day', optional: true })
  description?: string | null;
}

export class ApiCollectionDto {
  @ApiProperty({ example: '7uy8a7e4-6d02-40e3-a129-0b2bf89de8uh' })
  api_collection_id!: string;

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  user_id!: string;

  @ApiProperty({ example: 'Favourites' })
  api_collection_name!: string;

  @ApiProperty({ example: true })
  is_sharable!: boolean;

  @ApiProperty({ example: 'What I use every day' })
  description!: string;
}

export class ApiCollectionListDto {
  @ApiProperty({ type: [ApiCollectionDto] })
  api_collections!: ApiCollectionDto[];
}

export const fromCreateApiCollectionDto = (body: CreateApiCollectionDto): NewApiCollection => ({
  name: body.api_collection_name,
  isSharable: body.is_sharable,
  description: body.description ?? '',
});
