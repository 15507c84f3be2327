import { fillPlaceholders } from '../placeholders.js';
import type { Outgoing } from '../provider.js';

/** What a template may ask for, beside the settings of the provider. */
const OF_MESSAGE = ['to', 'toDigits', 'text', 'key', 'department', 'person'] as const;
const VALUE_NAMES = [...OF_MESSAGE, 'from', 'account', 'username', 'password', 'token', 'template', 'callbackUrl'] as const;
type ValueName = (typeof VALUE_NAMES)[number];
export type Values = Readonly<Record<ValueName, string>>;

/** JSON in whose texts `{{to}}`, `{{text}}` and so on stand for values. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

/** What the customer is to read or be reached by. */
const OF_CUSTOMER: readonly ValueName[] = ['to', 'toDigits', 'text', 'department', 'person'];

const isName = (name: string): name is ValueName => (VALUE_NAMES as readonly string[]).includes(name);

/**
 * A template is filled in text by text and written as JSON or as a form afterwards, so nothing in a value can end the text that it stands
 * in. What a value holds is not looked at again: `{{password}}` in a message is these twelve characters.
 */
export function fillText(template: string, values: Values): string {
  return fillPlaceholders(template, (name) => (isName(name) ? values[name] : ''));
}

export function fill(template: Template, values: Values): Template {
  if (typeof template === 'string') return fillText(template, values);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((item: Template) => fill(item, values));
  // Without a URL to report to the gateway is not told one: it takes an empty one for a wrong one.
  const given = Object.entries(template).filter(([, item]) => values.callbackUrl !== '' || !isCallbackUrlAlone(item));
  return Object.fromEntries(given.map(([name, item]) => [name, fill(item, values)]));
}

/** Whether something says where to report, and nothing else. */
function isCallbackUrlAlone(template: Template): boolean {
  if (typeof template !== 'object' || template === null) return template === '{{callbackUrl}}';
  const items = Object.values<Template>(template);
  return items.length > 0 && items.every(isCallbackUrlAlone);
}

/** For a URL: each value as one part of it, whatever characters it has. A part of dots alone would be a step up in the path. */
export const fillUrl = (template: string, values: Values): string =>
  fillPlaceholders(template, (name) => {
    const value = isName(name) ? values[name].toWellFormed() : '';
    return /^\.+$/.test(value) ? value.replaceAll('.', '%252E') : encodeURIComponent(value);
  });

/** What stands in double braces, a value's name or not. */
export const namesIn = (template: Template): ReadonlySet<string> =>
  new Set([...JSON.stringify(template).matchAll(/\{\{(.*?)\}\}/g)].map(([, name = '']) => name));

/** Names in a template that stand for nothing. */
export const unknownNames = (template: Template): string[] => [...namesIn(template)].filter((name) => !isName(name));

/** Whether a template holds what the customer is to read or be reached by. */
export const hasMessage = (template: Template): boolean => OF_CUSTOMER.some((name) => namesIn(template).has(name));

export const valuesOf = (outgoing: Outgoing): Pick<Values, (typeof OF_MESSAGE)[number]> => ({
  to: outgoing.address,
  toDigits: outgoing.address.replace(/\D/g, ''),
  text: outgoing.text,
  key: outgoing.sendKey,
  department: outgoing.fromDepartment,
  person: outgoing.fromPerson,
});
