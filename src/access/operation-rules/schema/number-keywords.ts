import { _, type Ajv, type FuncKeywordDefinition, type KeywordErrorDefinition, str } from 'ajv';
import type { DataValidateFunction, DataValidationCxt } from 'ajv/dist/types/index.js';
import { compareDecimals, type Decimal, decimalOf, isMultipleOf } from '../../../platform/body/decimal.js';
import { writtenNumber } from '../../../platform/body/written-numbers.js';

/**
 * The keywords that compare numbers, instead of the validator's own: they compare decimals as written. The validator divides doubles: for
 * it 19.99 is not a multiple of 0.01, and 9007199254740993 is at most 9007199254740992.
 */
export function useExactNumbers(ajv: Ajv): void {
  for (const definition of KEYWORDS) {
    ajv.removeKeyword(String(definition.keyword));
    ajv.addKeyword(definition);
  }
}

/** A value and its place, which leads to the number as written. */
interface Place {
  readonly value: unknown;
  readonly holder: object | undefined;
  readonly key: string | number;
}
/** Whether the value is valid. */
type Judge = (place: Place) => boolean;

type JsonType = 'number' | 'boolean' | 'array';
interface Kind {
  /** Which values are checked. */
  readonly type?: JsonType;
  readonly schemaType?: JsonType;
  /** The message about a wrong value; as code, since lists of errors that functions return are copied each time. */
  readonly error: KeywordErrorDefinition;
}

const keyword = (name: string, kind: Kind, judgeOf: (wanted: unknown) => Judge): FuncKeywordDefinition => ({
  keyword: name,
  ...kind,
  errors: false,
  compile: (wanted: unknown) => {
    const judge = judgeOf(wanted);
    return (value: unknown, context) => judge(placeIn(value, context));
  },
});

function placeIn(value: unknown, context: DataValidationCxt | undefined): Place {
  const holder: unknown = context?.parentData; // an empty text, where the value is all there is
  return { value, holder: isContainer(holder) ? holder : undefined, key: context?.parentDataProperty ?? '' };
}

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

const messageWith =
  (before: string): KeywordErrorDefinition['message'] =>
  (context) =>
    str`${before} ${context.schemaCode}`;

/** @param holds whether the result of comparing the value with the limit, as a number around 0, is valid. */
const limit = (name: string, comparison: string, holds: (compared: number) => boolean): FuncKeywordDefinition =>
  keyword(name, { type: 'number', schemaType: 'number', error: { message: messageWith(`must be ${comparison}`) } }, (wanted) => {
    const decimal = decimalOf(String(wanted));
    return ({ value, holder, key }) => {
      const exact = writtenNumber(holder, key);
      // The shortest texts of doubles sort like the doubles.
      return holds(exact === undefined ? Number(value) - Number(wanted) : compareDecimals(exact, decimal));
    };
  });

const multipleOf = keyword(
  'multipleOf',
  { type: 'number', schemaType: 'number', error: { message: messageWith('must be multiple of') } },
  (wanted) => {
    const divisor = decimalOf(String(wanted));
    return ({ value, holder, key }) => {
      const exact = writtenNumber(holder, key);
      if (exact === undefined && Number.isSafeInteger(value) && Number.isSafeInteger(wanted)) return Number(value) % Number(wanted) === 0;
      return isMultipleOf(exact ?? decimalOf(String(value)), divisor);
    };
  },
);

const constant = keyword(
  'const',
  { error: { message: 'must be equal to constant', params: ({ schemaCode }) => _`{allowedValue: ${schemaCode}}` } },
  (wanted) => {
    const place = placeOf(wanted);
    return (found) => areEqual(found, place);
  },
);

const enumeration = keyword(
  'enum',
  {
    schemaType: 'array',
    error: { message: 'must be equal to one of the allowed values', params: ({ schemaCode }) => _`{allowedValues: ${schemaCode}}` },
  },
  (wanted) => {
    const places = (wanted as unknown[]).map(placeOf);
    return (found) => places.some((place) => areEqual(found, place));
  },
);

const uniqueItems: FuncKeywordDefinition = {
  keyword: 'uniqueItems',
  type: 'array',
  schemaType: 'boolean',
  compile: (wanted: unknown) => {
    const validate: DataValidateFunction = (list: unknown[]) => {
      const twin = wanted === true ? firstTwins(list) : undefined;
      if (twin === undefined) return true;
      const message = `must NOT have duplicate items (items ## ${twin.j} and ${twin.i} are identical)`;
      validate.errors = [{ keyword: 'uniqueItems', message, params: twin }];
      return false;
    };
    return validate;
  },
};

function firstTwins(list: unknown[]): { i: number; j: number } | undefined {
  const items = list.map((value, key): Place => ({ value, holder: list, key }));
  for (const [i, item] of items.entries()) for (const [j, other] of items.slice(0, i).entries()) if (areEqual(item, other)) return { i, j };
  return undefined;
}

const placeOf = (value: unknown): Place => ({ value, holder: undefined, key: '' });

/** Equal as JSON: the order of an object's fields does not matter. */
function areEqual(one: Place, other: Place): boolean {
  const [a, b] = [one.value, other.value];
  if (typeof a === 'number' && typeof b === 'number') {
    const [exactA, exactB] = [exactOf(one), exactOf(other)];
    if (exactA === undefined && exactB === undefined) return a === b;
    return compareDecimals(exactA ?? decimalOf(String(a)), exactB ?? decimalOf(String(b))) === 0;
  }
  if (!isContainer(a) || !isContainer(b)) return a === b;
  const names = Object.keys(a);
  if (Array.isArray(a) !== Array.isArray(b) || names.length !== Object.keys(b).length) return false;
  return names.every((key) => Object.hasOwn(b, key) && areEqual(within(a, key), within(b, key)));
}

const exactOf = ({ holder, key }: Place): Decimal | undefined => writtenNumber(holder, key);
const within = (holder: object, key: string): Place => ({ value: (holder as Record<string, unknown>)[key], holder, key });

const KEYWORDS = [
  multipleOf,
  limit('minimum', '>=', (compared) => compared >= 0),
  limit('maximum', '<=', (compared) => compared <= 0),
  limit('exclusiveMinimum', '>', (compared) => compared > 0),
  limit('exclusiveMaximum', '<', (compared) => compared < 0),
  constant,
  enumeration,
  uniqueItems,
];
