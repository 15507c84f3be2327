import { ApiProperty } from '@nestjs/swagger';
import { GroupList, PlainObject, Text, Whole } from '../../../platform/body/fields.js';

const TIME = '2026-01-22T08:12:45.678Z';
const TEXT = 'Dear {{name}}, your card is ready at {{branch}}.';
const LANGUAGES = 'As BCP 47 writes it, such as es or pt-BR.';

export class WriteTemplateTextDto {
  @Text({ min: 1, max: 64, example: 'en', description: LANGUAGES })
  language!: string;

  @Text({ min: 1, max: 1024, visible: true, example: TEXT, description: 'Placeholders are names in double braces, such as {{name}}.' })
  text!: string;
}

export class CreateTemplateVersionDto {
  @Text({
    min: 1,
    max: 64,
    optional: true,
    example: 'en',
    description: 'The language of who is sent none in particular: that of the version before when not given, of the first text at first.',
  })
  default_language?: string;

  @GroupList(() => WriteTemplateTextDto)
  texts!: WriteTemplateTextDto[];
}

export class CreateTemplateDto extends CreateTemplateVersionDto {
  @Text({ min: 1, max: 64, example: 'card-at-branch', description: 'Lower-case letters, digits, - and _; chosen by the bank.' })
  template_id!: string;

  @Text({ min: 1, max: 128, visible: true, example: 'Card is ready', description: 'For people.' })
  name!: string;
}

export class TemplateTextDto {
  @ApiProperty({ example: 'en' })
  language!: string;

  @ApiProperty({ example: TEXT })
  text!: string;

  @ApiProperty({ type: String, isArray: true, description: 'What personalisation has to give.', example: ['name', 'branch'] })
  placeholders!: string[];
}

export class TemplateVersionDto {
  @ApiProperty({ description: 'From 1. A version never changes.', example: 1 })
  version!: number;

  @ApiProperty({ example: 'en' })
  default_language!: string;

  @ApiProperty({ type: TemplateTextDto, isArray: true })
  texts!: TemplateTextDto[];

  @ApiProperty({ example: '9ca9a7e4-6d02-40e3-a129-0b2bf89de9b1' })
  created_by_user_id!: string;

  @ApiProperty({ format: 'date-time', example: TIME })
  created_at!: string;
}

export class TemplateDto {
  @ApiProperty({ example: 'card-ready' })
  template_id!: string;

  @ApiProperty({ example: 'Card is ready' })
  name!: string;

  @ApiProperty({ description: 'What is sent when no version is named.', example: 1 })
  newest_version!: number;

  @ApiProperty({ description: 'Whether it can be sent no more.', example: false })
  is_archived!: boolean;

  @ApiProperty({ format: 'date-time', example: TIME })
  created_at!: string;
}

export class TemplateListDto {
  @ApiProperty({ type: TemplateDto, isArray: true })
  templates!: TemplateDto[];
}

export class TemplateWithVersionsDto extends TemplateDto {
  @ApiProperty({ type: TemplateVersionDto, isArray: true, description: 'Newest first.' })
  versions!: TemplateVersionDto[];
}

export class PreviewTemplateDto {
  @Whole({ optional: true, example: 1, description: 'The newest when not given.' })
  template_version?: number;

  @Text({ min: 1, max: 64, optional: true, example: 'es', description: "The template's default language when not given." })
  language?: string;

  @PlainObject({
    optional: true,
    example: { name: 'Eveline', branch: 'Derby' },
    description: 'A value for each placeholder: text of at most 1024 characters, a number, true or false. Others are ignored.',
  })
  personalisation?: Record<string, unknown>;
}

export class PreviewTextDto {
  @Text({ min: 1, max: 1024, visible: true, example: 'Su tarjeta está lista', description: 'The text of a message.' })
  message!: string;

  @PlainObject({
    optional: true,
    example: { name: 'Eveline' },
    description: 'When given, the text is one of a template: a value for each of its placeholders, as when a template is previewed.',
  })
  personalisation?: Record<string, unknown> | null;
}

export class TextPartDto {
  @ApiProperty({ example: 'Su tarjeta está lista' })
  text!: string;

  @ApiProperty({ description: 'Without the header of a part.', example: 21 })
  units!: number;
}

/** A text as it would go out as SMS. */
export class TextPreviewDto {
  @ApiProperty({ example: 'Su tarjeta está lista' })
  text!: string;

  @ApiProperty({ enum: ['gsm7', 'ucs2'], description: 'UCS-2 where a character is not in GSM-7.', example: 'ucs2' })
  encoding!: string;

  @ApiProperty({ description: 'Septets of GSM-7, or UTF-16 units of UCS-2.', example: 21 })
  units!: number;

  @ApiProperty({ description: 'How many messages the network counts.', example: 1 })
  segments!: number;

  @ApiProperty({ description: 'What it costs: one for each segment.', example: 1 })
  cost_units!: number;

  @ApiProperty({ type: String, isArray: true, description: 'The characters for which it needs UCS-2.', example: ['á'] })
  ucs2_characters!: string[];

  @ApiProperty({ type: TextPartDto, isArray: true })
  parts!: TextPartDto[];
}

export class TemplatePreviewDto extends TextPreviewDto {
  @ApiProperty({ example: 'card-ready' })
  template_id!: string;

  @ApiProperty({ example: 1 })
  template_version!: number;

  @ApiProperty({ description: 'The one that was found for what was asked: es for es-MX.', example: 'es' })
  language!: string;
}
