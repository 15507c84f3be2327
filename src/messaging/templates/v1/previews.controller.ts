import { Controller, Param } from '@nestjs/common';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { MessageTemplates, textOf } from '../message-templates.js';
import { draftText } from '../template-text.js';
import { PreviewTemplateDto, PreviewTextDto, TemplatePreviewDto, TextPreviewDto } from './template.dto.js';
import { toTemplatePreviewDto, toTextPreviewDto } from './template.mapper.js';

/** Neither sends nor stores anything. */
const PREVIEW = {
  version: 'none',
  verb: 'POST',
  checks: ['authenticated', 'bankFound', 'rolesHeld', 'bodyValid'],
  roles: [ROLES.CanManageTemplates, ROLES.CanCreateCustomerMessage],
} as const;

@Controller()
export class PreviewsController {
  constructor(private readonly templates: MessageTemplates) {}

  @Endpoint({
    ...PREVIEW,
    functionName: 'previewTemplate',
    path: 'messaging/v1/banks/:BANK_ID/templates/:TEMPLATE_ID/preview',
    summary: 'Preview Template',
    description:
      'The text that would be sent, how many segments it has as SMS, and which characters make it cost more. Nothing is sent, and nothing stored.',
    tags: ['Template'],
    request: { type: PreviewTemplateDto },
    response: { status: 200, type: TemplatePreviewDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'InvalidJson',
      'TemplateNotFound',
      'TemplateVersionNotFound',
      'TemplateArchived',
      'PersonalisationMissing',
      'PersonalisationInvalid',
      'TemplateLanguageNotFound',
      'PersonalisedTextInvalid',
    ],
  })
  async template(
    @PathBank() { bankId }: Bank,
    @Param('TEMPLATE_ID') templateId: string,
    @ValidBody() { template_version: version, language, personalisation }: PreviewTemplateDto,
  ): Promise<TemplatePreviewDto> {
    const wanted = {
      templateId,
      version: version ?? undefined,
      language: language ?? undefined,
      personalisation: personalisation ?? {},
    };
    return toTemplatePreviewDto(textOf(await this.templates.version(bankId, templateId, wanted.version), wanted));
  }

  @Endpoint({
    ...PREVIEW,
    functionName: 'previewMessage',
    path: 'messaging/v1/banks/:BANK_ID/messages/preview',
    summary: 'Preview Message',
    description:
      'How many segments a text has as SMS, and which characters make it cost more; with personalisation also how a text reads that a template ' +
      'is to have. Nothing is sent, and nothing stored.',
    tags: ['Customer-Message'],
    request: { type: PreviewTextDto },
    response: { status: 200, type: TextPreviewDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'InvalidJson',
      'TemplateInvalid',
      'PersonalisationMissing',
      'PersonalisationInvalid',
      'PersonalisedTextInvalid',
    ],
  })
  message(@ValidBody() { message, personalisation }: PreviewTextDto): TextPreviewDto {
    return toTextPreviewDto(personalisation ? draftText(message, personalisation) : message);
  }
}
