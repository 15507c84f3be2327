import type { Call } from '../../browser/call.js';
import type { FieldView, OperationView } from '../operation-view.js';

type Texts = Readonly<Record<string, string>>;

/** The form's values, by parameter name. */
export interface CallValues {
  /** `OBPv4.0.0`; empty for an operation that has no version. */
  readonly version: string;
  readonly path: Texts;
  readonly query: Texts;
  readonly headers: Texts;
  readonly body: string;
}

/** The kinds of parameters that have a field each. */
export type ParameterKind = 'path' | 'query' | 'headers';

/** The form's initial values: a call that can be sent unchanged. */
export const initialValues = (operation: OperationView): CallValues => ({
  version: operation.answersUnder.includes(operation.version) ? operation.version : (operation.answersUnder[0] ?? ''),
  path: Object.fromEntries(operation.pathParameters.map(({ name, example }) => [name, example])),
  query: empty(operation.queryParameters),
  headers: empty(operation.headers),
  body: exampleBody(operation),
});

export const hasBody = ({ requestExample }: OperationView): boolean => requestExample !== undefined;

export const exampleBody = (operation: OperationView): string =>
  hasBody(operation) ? JSON.stringify(operation.requestExample, null, 2) : '';

const empty = (fields: readonly FieldView[]): Texts => Object.fromEntries(fields.map(({ name }) => [name, '']));

/** The call that the values describe. Empty values are left out. */
export function callOf(operation: OperationView, values: CallValues): Call {
  const query = new URLSearchParams(given(values.query)).toString();
  return {
    verb: operation.verb,
    target: pathOf(operation, values) + (query === '' ? '' : `?${query}`),
    ...(hasBody(operation) ? { body: values.body.toWellFormed() } : {}),
    headers: Object.fromEntries(given(values.headers)),
  };
}

function pathOf({ path, version }: OperationView, values: CallValues): string {
  const under = version === '' ? path : path.replace(shortOf(version), shortOf(values.version));
  return under.replace(/[A-Z][A-Z_]*[A-Z]/g, (name) => {
    const value = values.path[name];
    return value === undefined ? name : encodeURIComponent(value.toWellFormed());
  });
}

/** `OBPv4.0.0` is `v4.0.0` in paths. */
const shortOf = (version: string): string => version.replace('OBP', '');

const given = (texts: Texts): [string, string][] => Object.entries(texts).filter(([, value]) => value !== '');

/** Why a value cannot be sent at all. */
export type ParameterProblem = 'empty' | 'dots' | 'notLatin';

/**
 * An empty path parameter, `.` and `..` would be another path, and so another operation; a header can only contain Latin-1, and browsers
 * refuse to send anything else.
 */
export function parameterProblem(kind: ParameterKind, value: string): ParameterProblem | undefined {
  if (kind === 'path' && value === '') return 'empty';
  if (kind === 'path' && (value === '.' || value === '..')) return 'dots';
  if (kind === 'headers' && !/^[\x20-\x7e\xa0-\xff]*$/.test(value)) return 'notLatin';
  return undefined;
}

/** The first parameter that cannot be sent. */
export function firstProblem(values: CallValues): { kind: ParameterKind; name: string } | undefined {
  for (const kind of ['path', 'headers'] as const)
    for (const [name, value] of Object.entries(values[kind])) if (parameterProblem(kind, value) !== undefined) return { kind, name };
  return undefined;
}
