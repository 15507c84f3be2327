import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type SharedBody, SharedTexts } from '../../../platform/http/documents/shared-texts.js';
import { LOCALE_PARAMETER, readLocale } from '../../../platform/openapi/locale.js';
import { Endpoint } from '../../../platform/endpoint/endpoint.decorator.js';
import { queryOf } from '../../../platform/endpoint/pagination-query.js';
import { glossaryIn } from '../glossary.js';
import { GlossaryDto } from './glossary.dto.js';

@Controller()
export class GlossaryV300Controller {
  constructor(private readonly texts: SharedTexts) {}

  @Endpoint({
    version: '3.0.0',
    functionName: 'getApiGlossary',
    verb: 'GET',
    path: 'api/glossary',
    summary: 'Get Glossary of the API',
    description: 'What the words of this documentation mean, by title.',
    tags: ['Documentation', 'API'],
    checks: ['optionallyAuthenticated'],
    strangers: 'document',
    query: [LOCALE_PARAMETER],
    response: { status: 200, type: GlossaryDto, name: 'GlossaryItemsJsonV300' },
    errors: ['UnknownError', 'LocaleNotSupported'],
  })
  glossary(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SharedBody<GlossaryDto> | Promise<SharedBody<GlossaryDto>> {
    const locale = readLocale(queryOf(request.url));
    return this.texts.json(reply, `glossary ${locale}`, () => JSON.stringify({ glossary_items: glossaryIn(locale) }));
  }
}
