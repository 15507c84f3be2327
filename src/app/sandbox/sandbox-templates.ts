import type { EntityManager } from 'typeorm';
import { MessageTemplate } from '../../messaging/templates/message-template.entity.js';
import { TemplateVersion } from '../../messaging/templates/template-version.entity.js';

/** The same as the migration that brings templates to a sandbox of an earlier release. */
const TEMPLATES = [
  {
    templateId: 'one-time-code',
    name: 'One-time code',
    texts: { en: 'Your code is {{code}}. We never ask you for it.', es: 'Su código es {{code}}. Nunca se lo pediremos.' },
  },
  {
    templateId: 'card-ready',
    name: 'Card is ready',
    texts: { en: 'Dear {{name}}, your card is ready at {{branch}}.', es: 'Hola, {{name}}: su tarjeta le espera en {{branch}}.' },
  },
];

export async function writeTemplates(manager: EntityManager, bankId: string): Promise<void> {
  for (const { templateId, name, texts } of TEMPLATES) {
    await manager.insert(MessageTemplate, { bankId, templateId, name, newestVersion: 1 });
    await manager.insert(TemplateVersion, { bankId, templateId, version: 1, defaultLanguage: 'en', texts, createdByUserId: 'sandbox' });
  }
}
