import { expect, test } from '@jest/globals';
import type { Answer, Client } from './client.js';

/** A request that is valid until something in it is broken. */
export interface Draft {
  verb: 'GET' | 'POST';
  /** The path, without the query. */
  path: (draft: Draft) => string;
  bank: string;
  customer: string;
  query: string[];
  headers: Record<string, string>;
  token: string | undefined;
  body: Record<string, unknown>;
  /** Bytes to send instead of the body. */
  raw?: string | Buffer;
}

/** One way to break one step of the order in which an operation checks a request. */
export interface Break {
  /** When two steps are broken, the answer is that of the lower one. */
  readonly step: number;
  readonly name: string;
  readonly how: (draft: Draft) => void;
  readonly status: number;
  /** The whole message, or what it begins with when it ends in `...`. */
  readonly message: (draft: Draft) => string;
}

/**
 * Tests that each break gets its answer, and that of any two breaks in different steps the earlier step is reported.
 */
export function testOrder(breaks: readonly Break[], draft: () => Draft, client: () => Client): void {
  test.each(breaks.map((broken) => [broken.name, broken] as const))('%s', async (_name, broken) => {
    const request = draft();
    broken.how(request);
    expectRefusal(await send(client(), request), broken, request);
  });

  const pairs = breaks.flatMap((first) => breaks.filter(({ step }) => step > first.step).map((second) => [first, second] as const));
  test.each(pairs.map(([first, second]) => [first.name, second.name, first, second] as const))(
    '%s comes before %s',
    async (_first, _second, first, second) => {
      const request = draft();
      second.how(request);
      first.how(request); // last, so that the earlier step wins if both change the same thing
      expectRefusal(await send(client(), request), first, request);
    },
  );
}

export async function send(client: Client, draft: Draft): Promise<Answer> {
  const { verb, path, query, headers, token, body, raw } = draft;
  const url = path(draft) + (query.length === 0 ? '' : `?${query.join('&')}`);
  const rawBody = verb === 'GET' ? undefined : (raw ?? JSON.stringify(body));
  return client.send(verb, url, {
    headers: verb === 'GET' ? headers : { 'Content-Type': 'application/json', ...headers },
    ...(token === undefined ? {} : { token }),
    ...(rawBody === undefined ? {} : { rawBody }),
  });
}

function expectRefusal({ status, body }: Answer, broken: Break, draft: Draft): void {
  const wanted = broken.message(draft);
  const message = String(body?.message);
  const shown = wanted.endsWith('...') ? `${message.slice(0, wanted.length - 3)}...` : message;
  expect({ status, ...body, message: shown }).toEqual({ status: broken.status, code: broken.status, message: wanted });
}

const always = (message: string) => (): string => message;

/** Breaks for the steps that operations have in common; each operation says which step it is there. */
export const BREAKS = {
  accept: (step: number): Break => ({
    step,
    name: 'an Accept without JSON',
    how: (draft) => (draft.headers.Accept = 'text/html'),
    status: 404,
    message: always('OBP-10404: 404 Not Found. ...'),
  }),
  contentType: (step: number): Break => ({
    step,
    name: 'another content type',
    how: (draft) => (draft.headers['Content-Type'] = 'text/plain'),
    status: 404,
    message: always('OBP-10404: 404 Not Found. ...'),
  }),
  malformed: (step: number): Break => ({
    step,
    name: 'malformed JSON',
    how: (draft) => (draft.raw = `${JSON.stringify(draft.body)} broken`),
    status: 400,
    message: always('OBP-10001: Incorrect json format. Unexpected...'),
  }),
  notUtf8: (step: number): Break => ({
    step,
    name: 'a body that is not UTF-8',
    how: (draft) => (draft.raw = Buffer.from([0x7b, 0xff, 0x7d])),
    status: 400,
    message: always('OBP-10001: Incorrect json format. The body is not valid UTF-8.'),
  }),
  duplicateQuery: (step: number): Break => ({
    step,
    name: 'a doubled query parameter',
    how: (draft) => draft.query.push('a=1', 'a=2'),
    status: 400,
    message: always('OBP-09016: Duplicate Query Parameters are not allowed.'),
  }),
  anonymous: (step: number): Break => ({
    step,
    name: 'no credentials',
    how: (draft) => (draft.token = undefined),
    status: 401,
    message: always('OBP-20001: User not logged in. Authentication is required!'),
  }),
  badToken: (step: number): Break => ({
    step,
    name: 'a bad token',
    how: (draft) => (draft.token = 'aaaa.bbbb.cccc'),
    status: 401,
    message: always('OBP-20003: This DirectLogin token is invalid or expired:'),
  }),
  badId: (step: number): Break => ({
    step,
    name: 'a malformed id in the body',
    how: (draft) => (draft.body.bank_id = 'no id!'),
    status: 400,
    message: always('OBP-10001: Incorrect json format. Here are all invalid values: List((bank_id,no id!))'),
  }),
  bank: (step: number): Break => ({
    step,
    name: 'an unknown bank',
    how: (draft) => (draft.bank = 'no.such.bank'),
    status: 404,
    message: always('OBP-30001: Bank not found. Please specify a valid value for BANK_ID. Current BankId is no.such.bank'),
  }),
  role: (step: number, role: string, token: () => string): Break => ({
    step,
    name: 'a missing role',
    how: (draft) => (draft.token = token()),
    status: 403,
    message: ({ bank }) => `OBP-20006: User is missing one or more roles: ${role} for BankId(${bank}).`,
  }),
  missingField: (step: number, shape: string): Break => ({
    step,
    name: 'a missing field',
    how: (draft) => delete draft.body.message,
    status: 400,
    message: always(`OBP-10001: Incorrect json format. The Json body should be the ${shape} `),
  }),
  wrongField: (step: number): Break => ({
    step,
    name: 'a field of the wrong type',
    how: (draft) => (draft.body.from_person = null),
    status: 400,
    message: always('OBP-10001: Incorrect json format. The field from_person must be text.'),
  }),
  filter: (step: number): Break => ({
    step,
    name: 'a wrong list parameter',
    how: (draft) => draft.query.push('limit=0'),
    status: 400,
    message: always(
      'OBP-10016: Incorrect filter Parameters in URL.  <- OBP-10025: wrong value for obp_limit parameter. Please send a positive integer (=>1)!',
    ),
  }),
  customer: (step: number, name: string, customer: () => string): Break => ({
    step,
    name,
    how: (draft) => (draft.customer = customer()),
    status: 404,
    message: (draft) =>
      `OBP-30046: Customer not found. Please specify a valid value for CUSTOMER_ID.. Current CustomerId(${draft.customer})`,
  }),
} as const;
