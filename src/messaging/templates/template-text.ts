import { asText, textProblem, type TextBounds } from '../../platform/body/text.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { fillPlaceholders, placeholdersIn, withoutPlaceholders } from '../providers/placeholders.js';

/** As of a message that is sent without a template. */
const TEXT: TextBounds = { min: 1, max: 1024, visible: true };
const VALUE: TextBounds = { max: 1024 };

const MOST_NAMES = 50;
const NAME = /^[A-Za-z]\w{0,63}$/;

/** Values for placeholders, as a sender gives them. */
export type Personalisation = Readonly<Record<string, unknown>>;

/** What every object has: names that mean something else to many programs which might hand them on. */
const isTaken = (name: string): boolean => name in {};

/** What is wrong with a text of a template, as the end of a sentence that begins with where it stands; undefined for nothing. */
export function templateTextProblem(text: string): string | undefined {
  const problem = textProblem(text, TEXT);
  if (problem !== undefined) return problem;
  const names = placeholdersIn(text);
  if (names.length > MOST_NAMES) return `must have at most ${MOST_NAMES} placeholders`;
  const wrong = names.find((name) => !NAME.test(name) || isTaken(name));
  if (wrong !== undefined) return `has a placeholder whose name is not allowed: ${wrong.slice(0, 64)}`;
  // Without its placeholders a text has no braces that somebody may have meant for more than they are.
  const rest = /\{{3}|\}{3}/.exec(text) ?? /\{\{|\}\}|\{%|%\}/.exec(withoutPlaceholders(text));
  if (rest !== null) return `has ${rest[0]} outside of a placeholder: those are names in double braces, such as {{name}}, and nothing else`;
  return undefined;
}

/**
 * The text of a template with values in it. Values that it does not ask for are ignored.
 *
 * @throws ObpError OBP-98335 naming all that are missing, OBP-98336 for values that are no text, OBP-98339 where the text is none to send.
 */
export function personalised(text: string, personalisation: Personalisation): string {
  const given = placeholdersIn(text).map((name) => [name, valueOf(personalisation, name)] as const);
  const missing = given.filter(([, value]) => value === undefined || value === null).map(([name]) => name);
  if (missing.length > 0) throw new ObpError('PersonalisationMissing', ` ${missing.join(', ')}`);
  for (const [name, value] of given) {
    const problem = textProblem(value, VALUE);
    if (problem !== undefined) throw new ObpError('PersonalisationInvalid', ` ${name} ${problem}.`);
  }
  const values = new Map(given as [string, string][]);
  const whole = fillPlaceholders(text, (name) => values.get(name) as string);
  const problem = textProblem(whole, TEXT);
  if (problem !== undefined) throw new ObpError('PersonalisedTextInvalid', ` it ${problem}.`);
  return whole;
}

/** A text that a template does not have yet, with values in it. @throws ObpError OBP-98332 (400), and as {@link personalised} does. */
export function draftText(text: string, personalisation: Personalisation): string {
  const problem = templateTextProblem(text);
  if (problem !== undefined) throw new ObpError('TemplateInvalid', ` the text ${problem}`);
  return personalised(text, personalisation);
}

const valueOf = (personalisation: Personalisation, name: string): unknown =>
  Object.hasOwn(personalisation, name) ? asText(personalisation[name]) : undefined;
