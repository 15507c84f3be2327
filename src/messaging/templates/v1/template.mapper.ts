import { placeholdersIn } from '../../providers/placeholders.js';
import type { TemplatedText } from '../message-templates.js';
import type { MessageTemplate } from '../message-template.entity.js';
import { previewOf } from '../text-preview.js';
import type { TemplateVersion } from '../template-version.entity.js';
import type { NewVersion, TemplateWithVersions } from '../templates.service.js';
import type {
  CreateTemplateVersionDto,
  TemplateDto,
  TemplatePreviewDto,
  TemplateVersionDto,
  TemplateWithVersionsDto,
  TextPreviewDto,
} from './template.dto.js';

export const toNewVersion = ({ default_language: language, texts }: CreateTemplateVersionDto): NewVersion => ({
  defaultLanguage: language ?? undefined,
  texts,
});

export const toTemplateDto = ({
  templateId,
  name,
  newestVersion,
  archivedAt,
  createdAt,
}: MessageTemplate): Pick<TemplateDto, keyof TemplateDto> => ({
  template_id: templateId,
  name,
  newest_version: newestVersion,
  is_archived: archivedAt !== null,
  created_at: createdAt.toISOString(),
});

export const toTemplateVersionDto = (version: TemplateVersion): TemplateVersionDto => ({
  version: version.version,
  default_language: version.defaultLanguage,
  texts: Object.entries(version.texts).map(([language, text]) => ({ language, text, placeholders: placeholdersIn(text) })),
  created_by_user_id: version.createdByUserId,
  created_at: version.createdAt.toISOString(),
});

export const toTemplateWithVersionsDto = ({ template, versions }: TemplateWithVersions): TemplateWithVersionsDto => ({
  ...toTemplateDto(template),
  versions: versions.map(toTemplateVersionDto),
});

export function toTextPreviewDto(text: string): Pick<TextPreviewDto, keyof TextPreviewDto> {
  const { encoding, units, parts, costUnits, ucs2Characters } = previewOf(text);
  return {
    text,
    encoding,
    units,
    segments: parts.length,
    cost_units: costUnits,
    ucs2_characters: [...ucs2Characters],
    parts: [...parts],
  };
}

export const toTemplatePreviewDto = ({ templateId, version, language, text }: TemplatedText): TemplatePreviewDto => ({
  template_id: templateId,
  template_version: version,
  language,
  ...toTextPreviewDto(text),
});
