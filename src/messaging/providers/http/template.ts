import type { Outgoing } from '../provider.js';

/** What a template may ask for, beside the settings of the provider. */
const OF_MESSAGE = ['to', 'toDigits', 'text', 'key', 'department', 'person'] as const;
export const VALUE_NAMES = [...OF_MESSAGE, 'from', 'account', 'username', 'password', 'token', 'template', 'callbackUrl'] as const;
export type ValueName = (typeof VALUE_NAMES)[number];
export type Values = Readonly<Record<ValueName, string>>;

/** JSON in whose texts `{{to}}`, `{{text}}` and so on stand for values. */
export type Template = string | number | boolean | null | readonly Template[] | { readonly [name: string]: Template };

const PLACEHOLDER = /\{\{(\w*)\}\}/g;

const isName = (name: string): name is ValueName => (VALUE_NAMES as readonly string[]).includes(name);

/**
 * A template is filled in text by text and written as JSON or as a form afterwards, so nothing in a value can end the text that it stands
 * in. What a value holds is not looked at again: `{{password}}` in a message is these twelve characters.
 */
export function fillText(template: string, values: Values): string {
  return template.replace(PLACEHOLDER, (_, name: string) => (isName(name) ? values[name] : ''));
}

export function fill(template: Template, values: Values): Template {
  if (typeof template === 'string') return fillText(template, values);
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((item: Template) => fill(item, values));
  return Object.fromEntries(Object.entries(template).map(([name, item]) => [name, fill(item, values)]));
}

/** For a URL: each value as one part of it, whatever characters it has. */
export const fillUrl = (template: string, values: Values): string =>
  template.replace(PLACEHOLDER, (_, name: string) => (isName(name) ? encodeURIComponent(values[name].toWellFormed()) : ''));

/** Names in a template that stand for nothing. */
export function unknownNames(template: Template): string[] {
  return [...JSON.stringify(template).matchAll(PLACEHOLDER)].map(([, name = '']) => name).filter((name) => !isName(name));
}

/** Whether a template holds what the customer is to read or be reached by. */
export const hasMessage = (template: Template): boolean => /\{\{(?:to|toDigits|text|department|person)\}\}/.test(JSON.stringify(template));

export const valuesOf = (outgoing: Outgoing): Pick<Values, (typeof OF_MESSAGE)[number]> => ({
  to: outgoing.address,
  toDigits: outgoing.address.replace(/\D/g, ''),
  text: outgoing.text,
  key: outgoing.sendKey,
  department: outgoing.fromDepartment,
  person: outgoing.fromPerson,
});
