import { expect, test } from '@jest/globals';
import { templateFieldOf } from './template-problem.js';

test.each([
  ['OBP-98332: The template is not right: template_id must be of 1 to 64 lower-case letters, digits, - and _', 'template_id'],
  ['OBP-98333: The bank has a template with this id, perhaps an archived one.', 'template_id'],
  ['OBP-98332: La plantilla no es correcta: the text in es has {{ outside of a placeholder', 'text-1'],
  ['OBP-98332: The template is not right: there are two texts in es', 'language-1'],
  ['OBP-98332: The template is not right: language must be one as BCP 47 writes it, such as es or pt-BR', 'language-2'],
  ['OBP-98332: The template is not right: default_language must be the language of one of the texts', 'default_language'],
  ['OBP-10001: Incorrect json format. The field texts.0.text must have at most 1024 characters.', 'text-0'],
  ['OBP-10001: Incorrect json format. The field name must not be of blanks and invisible characters alone.', 'name'],
  ['OBP-20006: User is missing one or more roles: CanManageTemplates', undefined],
])('%s is about %s', (problem, field) => {
  expect(templateFieldOf(problem, ['en', ' ES', 'not a language'])).toBe(field);
});
