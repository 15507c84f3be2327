import { Injectable } from '@nestjs/common';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { languageAmong, languageOf } from './languages.js';
import { type Personalisation, personalised } from './template-text.js';

/** Versions that are remembered at most; the largest has some 80 kB. */
const CAPACITY = 500;

/** Which text of a template is wanted. */
export interface WantedText {
  readonly templateId: string;
  /** The newest when not given. */
  readonly version: number | undefined;
  /** The template's own when not given. */
  readonly language: string | undefined;
  readonly personalisation: Personalisation;
}

/** A text as it is sent, and where it comes from. */
export interface TemplatedText {
  readonly templateId: string;
  readonly version: number;
  readonly language: string;
  readonly text: string;
}

/** A version of a template, as it was read. */
export interface KnownVersion {
  readonly version: number;
  readonly default_language: string;
  readonly texts: Readonly<Record<string, string>>;
  readonly is_archived: boolean;
}

/** A row without a version says that there is the template alone. */
const FIND: Statement = {
  name: 'message_template_find',
  text: `
    SELECT v.version, v.default_language, v.texts, t.archived_at IS NOT NULL AS is_archived
      FROM message_templates t
      LEFT JOIN message_template_versions v
             ON v.bank_id = t.bank_id AND v.template_id = t.template_id AND v.version = COALESCE($3, t.newest_version)
     WHERE t.bank_id = $1 AND t.template_id = $2`,
};

/** The templates of banks for whoever sends with them, less than a second late. */
@Injectable()
export class MessageTemplates {
  private readonly known: FreshCache<KnownVersion>;

  constructor(
    private readonly database: Database,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<KnownVersion>(changes, { capacity: CAPACITY, load: (key) => this.read(key) });
  }

  /**
   * A version of a template that can be sent, at once where it is known.
   *
   * @throws ObpError OBP-98330, OBP-98331 (404), OBP-98334 (409).
   */
  version(bankId: string, templateId: string, version: number | undefined): KnownVersion | Promise<KnownVersion> {
    const found = this.known.get(JSON.stringify([bankId, templateId, version ?? null]));
    return found instanceof Promise ? found.then(sendable) : sendable(found);
  }

  private async read(key: string): Promise<KnownVersion | undefined> {
    const [row] = await this.database.query<KnownVersion & Record<string, unknown>>(FIND, JSON.parse(key) as unknown[]);
    return row;
  }
}

function sendable(found: KnownVersion | undefined): KnownVersion {
  if (found === undefined) throw new ObpError('TemplateNotFound');
  if (found.is_archived) throw new ObpError('TemplateArchived');
  if ((found.version as number | null) === null) throw new ObpError('TemplateVersionNotFound');
  return found;
}

/** @throws ObpError OBP-98338 naming the languages that there are, and as `personalised` does. */
export function textOf(known: KnownVersion, { templateId, language: wanted, personalisation }: WantedText): TemplatedText {
  const there = Object.keys(known.texts);
  const tag = wanted === undefined ? known.default_language : languageOf(wanted);
  const language = tag === undefined ? undefined : languageAmong(there, tag);
  if (language === undefined) throw new ObpError('TemplateLanguageNotFound', ` it has ${there.join(', ')}.`);
  return { templateId, version: known.version, language, text: personalised(known.texts[language] as string, personalisation) };
}
