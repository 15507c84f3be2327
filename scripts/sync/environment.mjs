import { code, table } from './text.mjs';

/**
 * @typedef {{ spec: { default?: unknown }, meaning: string, form: string, example?: string, secret?: boolean }} Variable
 * @typedef {Readonly<Record<string, Variable>>} Variables as in `src/platform/config/variables.ts`
 */

/** As written in the environment; empty if there is none. */
const defaultOf = ({ spec }) => (Array.isArray(spec.default) ? spec.default.join(',') : String(spec.default ?? ''));

/**
 * `.env.example`: copied to `.env` it changes nothing, since it contains the defaults and an empty variable counts as absent.
 *
 * @param {Variables} variables
 */
export function environmentExample(variables) {
  const head = [
    '# Every variable that the service reads, with its default. Copy to .env, or set them in the environment, which wins.',
    '# An empty variable is an absent one. Written by `npm run sync` from src/platform/config/variables.ts.',
  ];
  const parts = Object.entries(variables).map(([name, variable]) => {
    const value = variable.secret ? '' : defaultOf(variable);
    const example = variable.example && value === '' ? [`# Example: ${variable.example}`] : [];
    const expected = `# Must be ${variable.expected}${variable.secret ? '; secret' : ''}.`;
    return [`# ${variable.description}`, expected, ...example, `${name}=${value}`];
  });
  return [head, ...parts].map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/**
 * The table of docs/configuration.md.
 *
 * @param {Variables} variables
 */
export function configurationTable(variables) {
  const shown = (variable) => (defaultOf(variable) === '' ? '' : code(defaultOf(variable).replaceAll(',', ', ')));
  return table(
    ['Variable', 'Default', 'Meaning'],
    Object.entries(variables).map(([name, variable]) => [code(name), shown(variable), variable.description]),
  );
}
