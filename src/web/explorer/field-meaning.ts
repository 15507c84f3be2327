import type { FieldView } from './operation-view.js';
import type { Texts } from '../kit/texts/texts.js';

/** Type, whether it is required, length and description, as far as they are known. */
export function meaningOf({ type, mandatory, maxLength, description }: FieldView, { operation: words }: Texts): string {
  const facts = [type, mandatory ? words.required : '', maxLength === undefined ? '' : words.atMost(maxLength)].filter(
    (fact) => fact !== '',
  );
  return [facts.join(', '), description].filter((part) => part !== '').join('. ');
}
