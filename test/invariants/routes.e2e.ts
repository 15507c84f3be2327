import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, exchange, shared } from '../support/client.js';
import {
  authenticationOf,
  type Documented,
  documentOf,
  errorsOf,
  exampleOf,
  type OpenApiDocument,
  operationsOf,
  resolve,
  type Schema,
  VERSIONS,
} from '../support/documents.js';
import { World, type WorldUser } from '../support/world.js';

/** Routes that answer without credentials, and why they may. A route that is not here has to identify the caller. */
const ANONYMOUS: Record<string, string> = {
  directLogin: 'where tokens come from',
  'OBPv1.4.0-bankById': 'banks are public',
  'OBPv1.4.0-getBankLevelDynamicResourceDocsObp': 'documentation, unless RESOURCE_DOCS_REQUIRES_ROLE',
  'OBPv1.4.0-getBanks': 'banks are public',
  'OBPv1.4.0-getResourceDocsObp': 'documentation, unless RESOURCE_DOCS_REQUIRES_ROLE',
  'OBPv1.4.0-getResourceDocsSwagger': 'documentation, unless RESOURCE_DOCS_REQUIRES_ROLE',
  'OBPv1.4.0-root': 'what the service is, before anybody logs in',
  'OBPv2.0.0-createUser': 'anybody may sign up in the sandbox, and where SIGN_UP=open says so',
  createInvitedUser: 'the invitation says who may',
  'OBPv2.2.0-getMessageDocs': 'documentation',
  'OBPv3.0.0-getApiGlossary': 'documentation',
  'OBPv3.1.0-getRateLimitingInfo': 'whether calls are counted, not whose',
  'OBPv4.0.0-getAllAuthenticationTypeValidationsPublic': 'the documentation page shows the rules to everybody',
  'OBPv4.0.0-getAllJsonSchemaValidationsPublic': 'the documentation page shows the rules to everybody',
  'OBPv4.0.0-getApiCollectionEndpoints': 'sharable collections are for everybody',
  'OBPv4.0.0-getBank': 'banks are public',
  'OBPv4.0.0-getBanks': 'banks are public',
  'OBPv4.0.0-getResourceDocsObpV400': 'documentation, unless RESOURCE_DOCS_REQUIRES_ROLE',
  'OBPv4.0.0-getScannedApiVersions': 'what the service is, before anybody logs in',
  'OBPv4.0.0-root': 'what the service is, before anybody logs in',
  'OBPv5.0.0-getBank': 'banks are public',
  receiveCallback: 'who signs as the provider does',
  receiveCallbackByGet: 'who signs as the provider does',
  receiveSecretCallback: 'who knows the secret of the URL',
  receiveSecretCallbackByGet: 'who knows the secret of the URL',
  getPageToken: 'who holds the cookie of the pages, on the pages',
  resetPassword: 'who has lost the password, and holds a token instead',
  signInOnPages: 'where the sessions of the pages come from',
};

/** Lists without pages, and what bounds them. A route that is not here and answers with a list has to take a limit. */
const WITHOUT_PAGES: Record<string, string> = {
  'OBPv1.4.0-getBankLevelDynamicResourceDocsObp': 'the operations that there are',
  'OBPv1.4.0-getResourceDocsObp': 'the operations that there are',
  'OBPv2.1.0-getRoles': 'the roles that there are',
  'OBPv2.2.0-getMessageDocs': 'what goes to a connector',
  'OBPv3.0.0-getApiGlossary': 'the glossary',
  'OBPv4.0.0-getAllAuthenticationTypeValidations': 'at most 500 rules are kept',
  'OBPv4.0.0-getAllAuthenticationTypeValidationsPublic': 'at most 500 rules are kept',
  'OBPv4.0.0-getAllJsonSchemaValidations': 'at most 500 rules are kept',
  'OBPv4.0.0-getAllJsonSchemaValidationsPublic': 'at most 500 rules are kept',
  'OBPv4.0.0-getApiCollectionEndpoints': 'each operation once',
  'OBPv4.0.0-getMyApiCollectionEndpoints': 'each operation once',
  'OBPv4.0.0-getMyApiCollections': 'at most 100 collections of a user are kept',
  'OBPv4.0.0-getScannedApiVersions': 'the versions that there are',
  getProviders: 'at most 100 providers of a bank are kept',
  getRoutes: 'at most 500 routes of a bank are kept',
};

/** Routes that every logged-in user may call, and why. A route that is not here has to ask for a role. */
const WITHOUT_ROLE: Record<string, string> = {
  'OBPv1.4.0-addCustomerMessage': 'as at OBP-API, in the sandbox alone (decision 3)',
  'OBPv1.4.0-getCustomer': 'the customers linked to the caller',
  'OBPv1.4.0-getCustomersMessages': "the caller's own inbox",
  'OBPv2.0.0-addEntitlement': 'the service itself asks who may grant',
  'OBPv2.0.0-getCurrentUser': 'about the caller alone',
  'OBPv2.1.0-getRoles': 'the names of roles are no secret',
  'OBPv3.0.0-addEntitlementRequest': 'asks for a role, and gives none',
  'OBPv3.0.0-getCurrentUser': 'about the caller alone',
  'OBPv3.0.0-getCustomersForUser': 'the customers linked to the caller',
  'OBPv3.0.0-getEntitlementRequestsForCurrentUser': 'about the caller alone',
  'OBPv3.0.0-getEntitlementsForCurrentUser': 'about the caller alone',
  'OBPv3.1.0-getConsumersForCurrentUser': 'about the caller alone',
  'OBPv4.0.0-createMyApiCollection': "the caller's own collections",
  'OBPv4.0.0-createMyApiCollectionEndpoint': "the caller's own collections",
  'OBPv4.0.0-deleteMyApiCollection': "the caller's own collections",
  'OBPv4.0.0-deleteMyApiCollectionEndpoint': "the caller's own collections",
  'OBPv4.0.0-getCurrentUserId': 'about the caller alone',
  'OBPv4.0.0-getMyApiCollectionById': "the caller's own collections",
  'OBPv4.0.0-getMyApiCollectionByName': "the caller's own collections",
  'OBPv4.0.0-getMyApiCollectionEndpoints': "the caller's own collections",
  'OBPv4.0.0-getMyApiCollections': "the caller's own collections",
  'OBPv4.0.0-getMySpaces': 'about the caller alone',
  'OBPv5.0.0-getMyCustomersAtAnyBank': 'the customers linked to the caller',
  'OBPv5.0.0-getMyCustomersAtBank': 'the customers linked to the caller',
  'OBPv5.1.0-getCustomersForUserIdsOnly': 'the customers linked to the caller',
  askForRole: 'asks for a role, and gives none',
  changeMyPassword: "the caller's own password, and the present one is asked for",
  getMe: 'about the caller alone',
  getMyDeliveryPreferences: 'how a customer whom the caller acts for is reached',
  getMyMessages: 'messages to customers whom the caller acts for',
  markMessageRead: 'a message to a customer whom the caller acts for',
  markMessageUnread: 'a message to a customer whom the caller acts for',
  markMessagesRead: 'messages to customers whom the caller acts for',
  saveMyDeliveryPreferences: 'how a customer whom the caller acts for is reached',
  streamMyMessages: 'messages to customers whom the caller acts for',
  getMyApplications: 'about the caller alone',
  getMyRoleRequests: 'about the caller alone',
  getMySessions: 'about the caller alone',
  revokeMyApplication: "the caller's own sessions",
  revokeMyOtherSessions: "the caller's own sessions",
  revokeMySession: "the caller's own sessions",
  signOut: "the caller's own session",
};

/**
 * Their role at the bank is all they ask for (contract sections 4.4 and 5.3): an unknown bank is one without a role. Callbacks do not say
 * which banks there are.
 */
const BANK_NOT_LOOKED_UP = new Set([
  'OBPv4.0.0-getEntitlementsForBank',
  'OBPv5.0.0-getCustomersAtOneBank',
  'OBPv5.0.0-getCustomersMinimalAtOneBank',
  'receiveCallback',
  'receiveCallbackByGet',
  'receiveSecretCallback',
  'receiveSecretCallbackByGet',
]);

describe('every route', () => {
  let documents: Map<string, OpenApiDocument>;
  let all: Documented[];
  let nobody: WorldUser;

  beforeAll(async () => {
    documents = new Map(await Promise.all(VERSIONS.map(async (version) => [version, await documentOf(version)] as const)));
    all = [...documents].flatMap(([version, document]) => operationsOf(version, document));
    nobody = await (await World.create()).user('nobody');
  });

  const documentFor = ({ version }: Documented): OpenApiDocument => documents.get(version) as OpenApiDocument;
  const nameOf = ({ version, verb, path, operation }: Documented): string => `${operation.operationId} (${verb} ${path} of v${version})`;
  const ids = (documented: Documented[]): string[] => [...new Set(documented.map(({ operation }) => operation.operationId))].sort();
  /** Says of each operation what is wrong with it; the test wants nothing. */
  const complaints = (problem: (documented: Documented) => string | false | undefined): string[] =>
    all.flatMap((documented) => {
      const found = problem(documented);
      return found ? [`${nameOf(documented)}: ${found}`] : [];
    });

  test('there are routes in every version, the four operations among them', () => {
    for (const [version, document] of documents) {
      const paths = operationsOf(version, document).map(({ operation }) => operation.operationId);
      expect(paths).toEqual(expect.arrayContaining(['OBPv1.4.0-addCustomerMessage', 'OBPv1.4.0-getCustomersMessages']));
      const since = version >= '4.0.0';
      for (const id of ['OBPv4.0.0-createCustomerMessage', 'OBPv4.0.0-getCustomerMessages']) expect(paths.includes(id)).toBe(since);
    }
  });

  test('that answers anonymously is listed here with its reason', () => {
    expect(ids(all.filter(({ operation }) => authenticationOf(operation) !== 'mandatory'))).toEqual(Object.keys(ANONYMOUS).sort());
  });

  test('that asks for no role is listed here with its reason', () => {
    const open = all.filter(
      ({ operation }) => authenticationOf(operation) === 'mandatory' && (operation['x-obp-roles'] ?? []).length === 0,
    );
    expect(ids(open)).toEqual(Object.keys(WITHOUT_ROLE).sort());
  });

  test('that lists takes a limit, or is listed here with what bounds it', () => {
    const unbounded = all.filter((documented) => {
      const { verb, operation } = documented;
      const schema = operation.responses['200']?.content?.['application/json']?.schema;
      if (verb !== 'get' || schema === undefined) return false;
      const { properties = {} } = resolve(documentFor(documented), schema);
      const [only, ...more] = Object.values(properties);
      const isList = only !== undefined && more.length === 0 && resolve(documentFor(documented), only).type === 'array';
      return isList && operation.parameters?.some(({ name }) => name === 'limit') !== true;
    });
    expect(ids(unbounded)).toEqual(Object.keys(WITHOUT_PAGES).sort());
  });

  describe('does what its document says', () => {
    test('without credentials it is closed, unless it says that it is open', async () => {
      const wrong: string[] = [];
      for (const documented of all.filter(({ operation }) => authenticationOf(operation) === 'mandatory')) {
        const { status, body } = await call(documented, {});
        if (status !== 401 || !String(body.message).startsWith('OBP-20001')) wrong.push(`${nameOf(documented)}: ${status}`);
      }
      expect(wrong).toEqual([]);
    });

    test('with a bad token it is closed, whether it is open to anonymous callers or not', async () => {
      const wrong: string[] = [];
      for (const documented of all.filter(({ operation }) => authenticationOf(operation) !== 'none')) {
        const { status, body } = await call(documented, { DirectLogin: 'token=bad' });
        if (status !== 401 || !String(body.message).startsWith('OBP-20003')) wrong.push(`${nameOf(documented)}: ${status}`);
      }
      expect(wrong).toEqual([]);
    });

    test('a user without any role gets nothing from a route that asks for one', async () => {
      const wrong: string[] = [];
      for (const documented of all.filter(({ operation }) => (operation['x-obp-roles'] ?? []).length > 0)) {
        const { status } = await call(documented, { DirectLogin: `token=${nobody.token}` });
        if (status < 400 || status >= 500) wrong.push(`${nameOf(documented)}: ${status}`);
      }
      expect(wrong).toEqual([]);
    });

    /** As its own examples say. */
    function call(documented: Documented, headers: Record<string, string>): Promise<Answer> {
      const { verb, operation } = documented;
      const schema = operation.requestBody?.content['application/json']?.schema;
      const payload = schema && JSON.stringify(exampleOf(documentFor(documented), schema));
      const example = (name: string): string => {
        const parameter = operation.parameters?.find((candidate) => candidate.name === name);
        return encodeURIComponent(parameter?.example ?? parameter?.schema?.example ?? 'none');
      };
      const path = documented.path.replace(/\{(\w+)\}/g, (_whole, name: string) => example(name));
      const typed = verb === 'get' ? headers : { ...headers, 'Content-Type': 'application/json' };
      const length: Record<string, string> = payload === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(payload)) };
      return exchange(shared().url, verb.toUpperCase(), path, { ...typed, ...length }, payload);
    }
  });

  describe('is documented', () => {
    test('with a summary, a description and tags', () => {
      expect(
        complaints(
          ({ operation: { summary, description, tags } }) => (!summary || !description || !tags?.length) && 'summary, description or tags',
        ),
      ).toEqual([]);
    });

    test('under one operation id, in each document once', () => {
      for (const [version, document] of documents) {
        const found = operationsOf(version, document).map(({ operation }) => operation.operationId);
        expect(found).toEqual([...new Set(found)]);
      }
      const places = new Map<string, Set<string>>();
      for (const { operation, verb, path } of all) {
        const place = `${verb} ${path.replace(/^\/obp\/v[\d.]+\//, '')}`;
        places.set(operation.operationId, (places.get(operation.operationId) ?? new Set()).add(place));
      }
      for (const [id, known] of places) expect([id, [...known]]).toEqual([id, [expect.any(String)]]);
    });

    test('under every later version too, unless something newer is at its place', () => {
      for (const [index, version] of VERSIONS.entries()) {
        const before = VERSIONS[index - 1];
        if (before === undefined) continue;
        const places = (of: string): string[] =>
          operationsOf(of, documents.get(of) as OpenApiDocument).map(
            ({ verb, path }) => `${verb} ${path.replace(`/obp/v${of}/`, '').replace(/\{\w+\}/g, '{}')}`,
          );
        expect(places(version)).toEqual(expect.arrayContaining(places(before)));
      }
    });

    test('with an example for each parameter, path parameters in full', () => {
      expect(
        complaints(({ path, operation: { parameters = [] } }) => {
          const bare = parameters.filter(
            ({ in: where, schema }) => (where === 'path' ? schema?.example : schema?.examples?.[0]) === undefined,
          );
          if (bare.length > 0) return `no example of ${bare.map(({ name }) => name).join()}`;
          const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();
          const listed = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
          return JSON.stringify(listed.sort()) !== JSON.stringify(inPath) && `path parameters ${listed.join()}`;
        }),
      ).toEqual([]);
    });

    test('with an example for each field of its request', () => {
      const wrong = complaints((documented) => {
        const { verb, operation } = documented;
        const schema = operation.requestBody?.content['application/json']?.schema;
        if (schema === undefined) return verb === 'put' && !/-unlockUser|markMessageRead/.test(operation.operationId) && 'no request body';
        return withoutExample(documentFor(documented), schema);
      });
      expect(wrong).toEqual([]);
    });

    test('with a success, whose fields have examples', () => {
      const wrong = complaints((documented) => {
        const successes = Object.entries(documented.operation.responses).filter(([status]) => status.startsWith('2'));
        if (successes.length !== 1) return `${successes.length} successes`;
        const schema = successes[0]?.[1].content?.['application/json']?.schema;
        return schema && withoutExample(documentFor(documented), schema);
      });
      expect(wrong).toEqual([]);
    });

    test('with its errors: each of its status and in the form of the envelope', () => {
      const wrong = complaints(({ operation }) => {
        const failures = Object.entries(operation.responses).filter(([status]) => !status.startsWith('2'));
        if (failures.length === 0) return 'no error';
        for (const [status, { content }] of failures) {
          const json = content?.['application/json'];
          const examples = Object.values(json?.examples ?? {});
          if (json?.schema?.$ref !== '#/components/schemas/ErrorDto' || examples.length === 0) return `${status} has no example`;
          const odd = examples.find(({ value }) => String(value.code) !== status || !/^OBP-\d{5}: ./.test(value.message));
          if (odd) return `${status}: ${JSON.stringify(odd)}`;
        }
        const codes = errorsOf(operation).map((text) => text.slice(0, 9));
        return new Set(codes).size !== codes.length && 'an error twice';
      });
      expect(wrong).toEqual([]);
    });

    test('with the errors that follow from what it asks for', () => {
      const wrong = complaints(({ path, operation }) => {
        const errors = errorsOf(operation).map((text) => text.slice(0, 9));
        const authentication = authenticationOf(operation);
        const needed = [
          'OBP-10404',
          'OBP-09016',
          'OBP-50000',
          ...(authentication === 'mandatory' ? ['OBP-20001'] : []),
          ...(authentication === 'none' ? [] : ['OBP-20003', 'OBP-20064', 'OBP-20058']),
          ...(operation['x-obp-roles']?.length ? ['OBP-20006'] : []),
          ...(path.includes('{BANK_ID}') && !BANK_NOT_LOOKED_UP.has(operation.operationId) ? ['OBP-30001'] : []),
          ...(operation.requestBody ? ['OBP-10001', 'OBP-98001'] : []),
        ].filter((code) => !errors.includes(code));
        if (authentication !== 'mandatory' && errors.includes('OBP-20001')) return 'OBP-20001, but it is open';
        return needed.join();
      });
      expect(wrong).toEqual([]);
    });

    test('with its roles in words too', () => {
      const wrong = complaints(({ operation: { description = '', 'x-obp-roles': roles = [] } }) =>
        roles
          .map(({ role }) => role)
          .filter((role) => !description.includes(role))
          .join(),
      );
      expect(wrong).toEqual([]);
    });

    test('without a reference that leads nowhere', () => {
      for (const document of documents.values()) {
        const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]*)"/g)].map(([, reference]) => reference as string);
        expect(references.length).toBeGreaterThan(0);
        for (const $ref of new Set(references)) expect(() => resolve(document, { $ref })).not.toThrow();
      }
    });

    function withoutExample(document: OpenApiDocument, schema: Schema): string | undefined {
      try {
        exampleOf(document, schema);
        return undefined;
      } catch (error) {
        return (error as Error).message;
      }
    }
  });

  test.each(['v1.4.0', 'v9.9.9.json', 'v4.0.0.yml', '4.0.0.json', 'v1.3.0.json', '..%2F..%2Fpackage.json'])(
    'there is no document %s',
    async (file) => {
      const { status, body } = await exchange(shared().url, 'GET', `/openapi/${file}`, {});
      expect([status, body.message.slice(0, 9)]).toEqual([404, 'OBP-10404']);
    },
  );
});
