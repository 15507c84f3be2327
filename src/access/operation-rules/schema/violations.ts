import type { ErrorObject } from 'ajv';

/** Maximum reported violations; a body can have very many. */
const MOST = 20;
/** Maximum characters of one path or list of values, since both may be as long as a body or a schema. */
const LONGEST = 200;

/** What is wrong with a value, each with its JSON path: `$.transport: must be one of ["SMS"]; $.message: is missing`. */
export function describeViolations(errors: readonly ErrorObject[]): string {
  const texts = [...new Set(errors.slice(0, MOST).map(describe))];
  return [...texts, ...(errors.length > MOST ? [`and ${errors.length - MOST} more`] : [])].join('; ');
}

function describe({ keyword, instancePath, params, message = 'does not fit the schema' }: ErrorObject): string {
  const path = toJsonPath(instancePath);
  const values = params as Record<string, unknown>;
  switch (keyword) {
    case 'required':
      return `${cut(`${path}.${String(values.missingProperty)}`)}: is missing`;
    case 'additionalProperties':
      return `${cut(`${path}.${String(values.additionalProperty)}`)}: is not allowed`;
    case 'unevaluatedProperties':
      return `${cut(`${path}.${String(values.unevaluatedProperty)}`)}: is not allowed`;
    case 'enum':
      return `${cut(path)}: must be one of ${cut(JSON.stringify(values.allowedValues))}`;
    case 'const':
      return `${cut(path)}: must be ${cut(JSON.stringify(values.allowedValue))}`;
    default:
      return `${cut(path)}: ${cut(message)}`;
  }
}

/** From a JSON pointer: `/items/0/name` is `$.items[0].name`. */
function toJsonPath(pointer: string): string {
  const steps = pointer.split('/').slice(1);
  return steps.reduce((path, step) => path + (/^\d+$/.test(step) ? `[${step}]` : `.${unescaped(step)}`), '$');
}

const unescaped = (step: string): string => step.replaceAll('~1', '/').replaceAll('~0', '~');

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}...` : text;
}
