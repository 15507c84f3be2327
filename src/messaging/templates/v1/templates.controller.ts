import { Controller, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Bank } from '../../../access/banks/bank.entity.js';
import { PathBank } from '../../../access/banks/path-bank.decorator.js';
import { CurrentActor } from '../../../access/sessions/caller.decorators.js';
import type { Actor } from '../../../platform/audit/audit-trail.js';
import { ValidBody } from '../../../platform/endpoint/checks/valid-body.decorator.js';
import { cursorPage } from '../../../platform/endpoint/cursor-page.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { ROLES } from '../../../platform/endpoint/roles.js';
import { PublicUrl } from '../../../platform/http/public-url.js';
import { TemplatesService } from '../templates.service.js';
import {
  CreateTemplateDto,
  CreateTemplateVersionDto,
  TemplateDto,
  TemplateListDto,
  TemplateVersionDto,
  TemplateWithVersionsDto,
} from './template.dto.js';
import { toNewVersion, toTemplateDto, toTemplateVersionDto, toTemplateWithVersionsDto } from './template.mapper.js';
import { readWantedTemplates, TEMPLATE_LIST } from './template-query.js';

const TEMPLATES = 'messaging/v1/banks/:BANK_ID/templates';
const READ = { version: 'none', tags: ['Template'], checks: ['authenticated', 'bankFound', 'rolesHeld'] } as const;
const WRITE = { ...READ, roles: [ROLES.CanManageTemplates] };
/** Whoever sends has to know what there is to send. */
const READERS = [ROLES.CanManageTemplates, ROLES.CanCreateCustomerMessage];

@Controller()
export class TemplatesController {
  constructor(
    private readonly templates: TemplatesService,
    private readonly publicUrl: PublicUrl,
  ) {}

  @Endpoint({
    ...WRITE,
    functionName: 'createTemplate',
    verb: 'POST',
    path: TEMPLATES,
    summary: 'Create Template',
    description:
      'Keeps a text that is sent again and again, with its first version. It may hold placeholders, such as {{name}}, and nothing else that is ' +
      'more than text: no conditions and no files. Each text is of at most 1024 characters.',
    checks: [...READ.checks, 'bodyValid'],
    request: {
      type: CreateTemplateDto,
      example: {
        template_id: 'card-at-branch',
        name: 'Card is ready',
        default_language: 'en',
        texts: [
          { language: 'en', text: 'Dear {{name}}, your card is ready at {{branch}}.' },
          { language: 'es', text: 'Hola, {{name}}: su tarjeta le espera en {{branch}}.' },
        ],
      },
    },
    response: { status: 201, type: TemplateWithVersionsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'InvalidJson', 'TemplateInvalid', 'TemplateExists'],
  })
  async create(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @ValidBody() body: CreateTemplateDto,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TemplateWithVersionsDto> {
    const { template_id: templateId, name } = body;
    const made = await this.templates.create(actor, bankId, { templateId, name, ...toNewVersion(body) });
    void reply.header('Location', `${this.publicUrl.value}/messaging/v1/banks/${bankId}/templates/${templateId}`);
    return toTemplateWithVersionsDto(made);
  }

  @Endpoint({
    ...READ,
    functionName: 'getTemplates',
    verb: 'GET',
    path: TEMPLATES,
    summary: 'Get Templates',
    description: 'The templates of a bank, in the order of their ids. When there are more than a page the header Link names the next.',
    roles: READERS,
    list: TEMPLATE_LIST,
    response: { status: 200, type: TemplateListDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles'],
  })
  async list(@PathBank() { bankId }: Bank, @Req() request: FastifyRequest): Promise<TemplateListDto> {
    const wanted = readWantedTemplates(request.url);
    const found = await this.templates.list(bankId, { ...wanted, limit: wanted.limit + 1 });
    return { templates: cursorPage(request, found, wanted.limit, ({ templateId }) => templateId).map(toTemplateDto) };
  }

  @Endpoint({
    ...READ,
    functionName: 'getTemplate',
    verb: 'GET',
    path: `${TEMPLATES}/:TEMPLATE_ID`,
    summary: 'Get Template',
    description: 'A template with all that it said, newest first.',
    roles: READERS,
    response: { status: 200, type: TemplateWithVersionsDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'TemplateNotFound'],
  })
  async get(@PathBank() { bankId }: Bank, @Param('TEMPLATE_ID') templateId: string): Promise<TemplateWithVersionsDto> {
    return toTemplateWithVersionsDto(await this.templates.get(bankId, templateId));
  }

  @Endpoint({
    ...WRITE,
    functionName: 'createTemplateVersion',
    verb: 'POST',
    path: `${TEMPLATES}/:TEMPLATE_ID/versions`,
    summary: 'Create Template Version',
    description: 'What the template says from now on, in all of its languages. Earlier versions stay, and can be sent by their numbers.',
    checks: [...READ.checks, 'bodyValid'],
    request: { type: CreateTemplateVersionDto },
    response: { status: 201, type: TemplateVersionDto },
    errors: [
      'UserNotLoggedIn',
      'BankNotFound',
      'UserHasMissingRoles',
      'TemplateNotFound',
      'InvalidJson',
      'TemplateInvalid',
      'TemplateArchived',
    ],
  })
  async addVersion(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('TEMPLATE_ID') templateId: string,
    @ValidBody() body: CreateTemplateVersionDto,
  ): Promise<TemplateVersionDto> {
    return toTemplateVersionDto(await this.templates.addVersion(actor, bankId, templateId, toNewVersion(body)));
  }

  @Endpoint({
    ...READ,
    functionName: 'getTemplateVersion',
    verb: 'GET',
    path: `${TEMPLATES}/:TEMPLATE_ID/versions/:TEMPLATE_VERSION`,
    summary: 'Get Template Version',
    description: 'What a template said. A version never changes, so that what was sent with it can be told from its number.',
    roles: READERS,
    response: { status: 200, type: TemplateVersionDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'TemplateNotFound', 'TemplateVersionNotFound'],
  })
  async version(
    @PathBank() { bankId }: Bank,
    @Param('TEMPLATE_ID') templateId: string,
    @Param('TEMPLATE_VERSION') version: string,
  ): Promise<TemplateVersionDto> {
    return toTemplateVersionDto(await this.templates.getVersion(bankId, templateId, version));
  }

  @Endpoint({
    ...WRITE,
    functionName: 'archiveTemplate',
    verb: 'POST',
    path: `${TEMPLATES}/:TEMPLATE_ID/archive`,
    summary: 'Archive Template',
    description: 'From now on nothing is sent with the template, and it has no new versions. What it said can still be read.',
    response: { status: 200, type: TemplateDto },
    errors: ['UserNotLoggedIn', 'BankNotFound', 'UserHasMissingRoles', 'TemplateNotFound', 'TemplateArchived'],
  })
  async archive(
    @CurrentActor() actor: Actor,
    @PathBank() { bankId }: Bank,
    @Param('TEMPLATE_ID') templateId: string,
  ): Promise<TemplateDto> {
    return toTemplateDto(await this.templates.archive(actor, bankId, templateId));
  }
}
