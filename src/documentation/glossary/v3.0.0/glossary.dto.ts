import { ApiProperty } from '@nestjs/swagger';

export class GlossaryDescriptionDto {
  @ApiProperty({ example: 'A role held by a user.' })
  markdown!: string;

  @ApiProperty({ example: '<p>A role held by a user.</p>' })
  html!: string;
}

export class GlossaryItemDto {
  @ApiProperty({ example: 'Entitlement' })
  title!: string;

  @ApiProperty({ type: GlossaryDescriptionDto })
  description!: GlossaryDescriptionDto;
}

/** OBP's GlossaryItemsJsonV300 (contract section 5.1). */
export class GlossaryDto {
  @ApiProperty({ type: GlossaryItemDto, isArray: true })
  glossary_items!: GlossaryItemDto[];
}
