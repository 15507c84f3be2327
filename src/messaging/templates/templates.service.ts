import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { And, type EntityManager, ILike, IsNull, MoreThan, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { containing } from '../../platform/database/like.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { languageOf } from './languages.js';
import { MessageTemplate } from './message-template.entity.js';
import { templateTextProblem } from './template-text.js';
import { TemplateVersion } from './template-version.entity.js';

/** What somebody writes of a version. */
export interface NewVersion {
  /** That of the version before when not given. */
  readonly defaultLanguage: string | undefined;
  readonly texts: readonly { readonly language: string; readonly text: string }[];
}

export interface NewTemplate extends NewVersion {
  readonly templateId: string;
  readonly name: string;
}

export interface TemplateWithVersions {
  readonly template: MessageTemplate;
  /** Newest first. */
  readonly versions: readonly TemplateVersion[];
}

/** Which templates of a bank are wanted, in the order of their ids. */
export interface WantedTemplates {
  readonly after: string;
  /** In the id or the name, in capitals or not; empty for all. */
  readonly containing: string;
  readonly archivedToo: boolean;
  readonly limit: number;
}

const MOST_TEMPLATES = 1_000;
const MOST_VERSIONS = 200;
const MOST_LANGUAGES = 20;

/** Ids may stand in a path. */
const TEMPLATE_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;

/** The templates that a bank has written. */
@Injectable()
export class TemplatesService {
  constructor(
    @InjectRepository(MessageTemplate) private readonly templates: Repository<MessageTemplate>,
    @InjectRepository(TemplateVersion) private readonly versions: Repository<TemplateVersion>,
    private readonly audit: AuditTrail,
  ) {}

  list(bankId: string, { after, containing: words, archivedToo, limit }: WantedTemplates): Promise<MessageTemplate[]> {
    const all = { bankId, templateId: MoreThan(after), ...(archivedToo ? {} : { archivedAt: IsNull() }) };
    const fits = ILike(containing(words));
    return this.templates.find({
      where:
        words === ''
          ? all
          : [
              { ...all, templateId: And(all.templateId, fits) },
              { ...all, name: fits },
            ],
      order: { templateId: 'ASC' },
      take: limit,
    });
  }

  /** @throws ObpError OBP-98330 (404). */
  async get(bankId: string, templateId: string): Promise<TemplateWithVersions> {
    const template = await this.templates.findOneBy({ bankId, templateId: storable(templateId) });
    if (template === null) throw new ObpError('TemplateNotFound');
    return { template, versions: await this.versions.find({ where: { bankId, templateId }, order: { version: 'DESC' } }) };
  }

  /** @throws ObpError OBP-98330, OBP-98331 (404). */
  async getVersion(bankId: string, templateId: string, version: string): Promise<TemplateVersion> {
    if (!(await this.templates.existsBy({ bankId, templateId: storable(templateId) }))) throw new ObpError('TemplateNotFound');
    const number = /^[1-9]\d{0,8}$/.test(version) ? Number(version) : 0; // the first is 1
    const found = await this.versions.findOneBy({ bankId, templateId, version: number });
    if (found === null) throw new ObpError('TemplateVersionNotFound');
    return found;
  }

  /** @throws ObpError OBP-98332 (400) naming what is wrong, OBP-98333 (409) where the bank has one with this id. */
  async create(actor: Actor, bankId: string, { templateId, name, ...written }: NewTemplate): Promise<TemplateWithVersions> {
    if (!TEMPLATE_ID.test(templateId)) throw refused('template_id must be of 1 to 64 lower-case letters, digits, - and _');
    const said = readVersion(written, undefined);
    try {
      return await this.audit.perform(actor, async ({ manager, record }) => {
        if ((await manager.countBy(MessageTemplate, { bankId })) >= MOST_TEMPLATES)
          throw refused(`a bank has at most ${MOST_TEMPLATES} templates`);
        const template = { bankId, templateId, name, newestVersion: 1, createdAt: new Date(), archivedAt: null };
        await manager.insert(MessageTemplate, template);
        const version = await insertVersion(manager, { bankId, templateId, version: 1, createdByUserId: actor.userId, ...said });
        await record({ action: 'template.created', subjectId: templateId, bankId, isNew: true, after: { name, version: 1, ...said } });
        return { template, versions: [version] };
      });
    } catch (error) {
      if (violatedConstraint(error) === 'message_templates_pkey') throw new ObpError('TemplateExists');
      throw error;
    }
  }

  /** @throws ObpError OBP-98330 (404), OBP-98332 (400), OBP-98334 (409) when the template is archived. */
  async addVersion(actor: Actor, bankId: string, templateId: string, written: NewVersion): Promise<TemplateVersion> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const template = await lockedTemplate(manager, bankId, templateId);
      const newest = template.newestVersion;
      if (newest >= MOST_VERSIONS) throw refused(`a template has at most ${MOST_VERSIONS} versions`);
      const before = await manager.findOneByOrFail(TemplateVersion, { bankId, templateId, version: newest });
      const said = readVersion(written, before.defaultLanguage);
      const version = await insertVersion(manager, {
        bankId,
        templateId,
        version: newest + 1,
        createdByUserId: actor.userId,
        ...said,
      });
      await manager.update(MessageTemplate, { bankId, templateId }, { newestVersion: newest + 1 });
      await record({ action: 'template.changed', subjectId: templateId, bankId, after: { version: newest + 1, ...said } });
      return version;
    });
  }

  /** @throws ObpError OBP-98330 (404), OBP-98334 (409) when it is archived already. */
  async archive(actor: Actor, bankId: string, templateId: string): Promise<MessageTemplate> {
    return this.audit.perform(actor, async ({ manager, record }) => {
      const template = await lockedTemplate(manager, bankId, templateId);
      template.archivedAt = new Date();
      await manager.update(MessageTemplate, { bankId, templateId }, { archivedAt: template.archivedAt });
      await record({ action: 'template.archived', subjectId: templateId, bankId });
      return template;
    });
  }
}

/** An id that the database takes; one that it does not is nobody's. */
const storable = (id: string): string => (TEMPLATE_ID.test(id) ? id : '');

async function lockedTemplate(manager: EntityManager, bankId: string, templateId: string): Promise<MessageTemplate> {
  const where = { bankId, templateId: storable(templateId) };
  const template = await manager.findOne(MessageTemplate, { where, lock: { mode: 'pessimistic_write' } });
  if (template === null) throw new ObpError('TemplateNotFound');
  if (template.archivedAt !== null) throw new ObpError('TemplateArchived');
  return template;
}

async function insertVersion(manager: EntityManager, version: Omit<TemplateVersion, 'createdAt'>): Promise<TemplateVersion> {
  const whole = { ...version, createdAt: new Date() };
  await manager.insert(TemplateVersion, whole);
  return whole;
}

function readVersion(
  { defaultLanguage, texts: written }: NewVersion,
  before: string | undefined,
): Pick<TemplateVersion, 'defaultLanguage' | 'texts'> {
  if (written.length === 0 || written.length > MOST_LANGUAGES) throw refused(`texts must be a list of 1 to ${MOST_LANGUAGES}`);
  const texts = new Map<string, string>();
  for (const { language: tag, text } of written) {
    const language = languageOf(tag);
    if (language === undefined) throw refused('language must be one as BCP 47 writes it, such as es or pt-BR');
    if (texts.has(language)) throw refused(`there are two texts in ${language}`);
    const problem = templateTextProblem(text);
    if (problem !== undefined) throw refused(`the text in ${language} ${problem}`);
    texts.set(language, text);
  }
  const usual = defaultLanguage === undefined ? (before ?? [...texts.keys()][0]) : languageOf(defaultLanguage);
  if (usual === undefined || !texts.has(usual)) throw refused('default_language must be the language of one of the texts');
  return { defaultLanguage: usual, texts: Object.fromEntries(texts) };
}

const refused = (what: string): ObpError => new ObpError('TemplateInvalid', ` ${what}`);
