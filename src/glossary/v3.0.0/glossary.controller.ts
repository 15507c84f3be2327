import { Controller, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Identified } from '../../auth/authenticated.check.js';
import { type Locale, LOCALE_PARAMETER, readLocale } from '../../obp/docs/locale.js';
import { toHtml } from '../../obp/docs/markdown.js';
import { Endpoint } from '../../obp/endpoint/endpoint.decorator.js';
import { queryOf } from '../../obp/list-parameters.js';
import { CONCEPT_ENTRIES } from '../concepts.js';
import { FIELD_ENTRIES } from '../fields.js';
import { GlossaryDto } from './glossary.dto.js';

@Controller()
export class GlossaryV300Controller {
  private readonly made: Partial<Record<Locale, GlossaryDto>> = {};

  @Endpoint({
    version: '3.0.0',
    functionName: 'getApiGlossary',
    verb: 'GET',
    path: 'api/glossary',
    summary: 'Get Glossary of the API',
    description: 'What the words of this documentation mean, by title.',
    tags: ['Documentation', 'API'],
    checks: [Identified],
    query: [LOCALE_PARAMETER],
    response: { status: 200, type: GlossaryDto, name: 'GlossaryItemsJsonV300' },
    errors: ['UnknownError', 'LocaleNotSupported'],
  })
  glossary(@Req() request: FastifyRequest): GlossaryDto {
    const locale = readLocale(queryOf(request.url));
    return (this.made[locale] ??= glossaryIn(locale));
  }
}

function glossaryIn(locale: Locale): GlossaryDto {
  const items = [...CONCEPT_ENTRIES, ...FIELD_ENTRIES].map(({ title, text }) => ({
    title: title[locale],
    description: { markdown: text[locale], html: toHtml(text[locale]) },
  }));
  return { glossary_items: items.sort((a, b) => a.title.localeCompare(b.title, locale)) };
}
