import { bool, makeValidator, str } from 'envalid';
import { amount, duration, headerName, hours, httpUrl, list, port, redisUrl, roleNames, secrets, workers } from './validators.js';
import { BRAND_VARIABLES } from './brand-variables.js';
import { DATABASE_VARIABLES } from './database-variables.js';
import { MESSAGE_VARIABLES } from './message-variables.js';
import { NETWORK_VARIABLES } from './network-variables.js';
import { PACE_VARIABLES } from './pace-variables.js';

/** Released API versions of the wire, oldest first (contract section 1.1). */
export const API_VERSIONS = ['1.4.0', '2.0.0', '2.1.0', '2.2.0', '3.0.0', '3.1.0', '4.0.0', '5.0.0', '5.1.0'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

const versions = makeValidator<ApiVersion[]>((text) => {
  const wanted = text.split(',').map((part) => part.trim().replace(/^v/, ''));
  const known = API_VERSIONS.filter((version) => wanted.includes(version));
  if (known.length !== new Set(wanted).size) throw new Error('unknown version');
  return known;
});

/**
 * Every environment variable the service reads. `meaning` states what it does and its unit; `form` completes the
 * sentence "NAME must be ..." for a wrong value. `.env.example` and the table in docs/configuration.md are generated from this.
 */
export const VARIABLES = {
  NODE_ENV: {
    spec: str({ choices: ['development', 'production', 'test'], default: 'development' }),
    description:
      'Where the service runs. In production JWT_SECRET, SECRETS_KEY and DATABASE_URL are required and the sandbox is refused (decision 57).',
    expected: 'development, production or test',
  },
  HOST: {
    spec: str({ default: '127.0.0.1' }),
    description: 'Address to listen on. Beyond loopback the sandbox needs SANDBOX=true.',
    expected: 'an address or a host name',
  },
  PORT: { spec: port({ default: 8080 }), description: 'TCP port; 0 takes any free one.', expected: 'an integer from 0 to 65535' },
  PUBLIC_URL: {
    spec: httpUrl({ default: undefined }),
    description:
      'The URL at which clients reach the service, and people its pages. It is shown in documents and WWW-Authenticate, and is part of what OAuth 1.0a and gateways sign; gateways report only to https or loopback. Default: the listening address.',
    expected: 'an http or https URL',
    example: 'https://api.bank.example',
  },
  DATA_DIR: {
    spec: str({ default: './data' }),
    description: 'Folder for what the service keeps itself: the embedded database, generated secrets, sandbox.json.',
    expected: 'a path',
  },
  ...DATABASE_VARIABLES,
  REDIS_URL: {
    spec: redisUrl({ default: undefined }),
    description:
      'Redis 6 or later, where all replicas count a consumer’s calls together and keep the nonces of OAuth 1.0a. Without it, or while it is away, each process counts for itself and nonces are kept in the database.',
    expected: 'a redis:// or rediss:// URL',
    example: 'redis://localhost:6379',
    secret: true,
  },
  WORKERS: {
    spec: workers({ default: 1 }),
    description: 'Processes that share the port; more than one needs DATABASE_URL. Without REDIS_URL each counts calls for itself.',
    expected: 'an integer from 1 to 256',
  },
  METRICS_PORT: {
    spec: port({ default: undefined }),
    description: 'TCP port on HOST that serves /metrics to Prometheus; keep it inside. Default: none.',
    expected: 'an integer from 0 to 65535',
    example: '9464',
  },
  SANDBOX: {
    spec: bool({ default: undefined }),
    description:
      'Makes an example bank, customer, users and consumer with public passwords. Default: true with the embedded database on loopback.',
    expected: 'true or false',
    example: 'true',
  },
  JWT_SECRET: {
    spec: secrets({ default: undefined }),
    description:
      'Keys that sign login tokens, 32 characters or more, comma-separated: the first signs, all verify. Processes on one database must have one in common. Made and kept in DATA_DIR when absent; required in production.',
    expected: 'one or more comma-separated keys of at least 32 characters',
    secret: true,
  },
  SECRETS_KEY: {
    spec: secrets({ default: undefined }),
    description:
      'Keys that encrypt the secrets of consumers and of OAuth 1.0a tokens in the database: the first encrypts, all decrypt. Every process needs the first key of every other process (decision 58). Made and kept in DATA_DIR when absent; required in production.',
    expected: 'one or more comma-separated keys of at least 32 characters',
    secret: true,
  },
  TOKEN_LIFETIME_HOURS: {
    spec: hours({ default: 672 }),
    description:
      'Hours that a token of DirectLogin or OAuth 1.0a is valid, and that people stay signed in on the pages at most (672 hours are the four weeks of OBP-API).',
    expected: 'an integer from 1 to 87600',
  },
  SUPER_ADMIN_USER_IDS: {
    spec: list({ default: [] }),
    description: 'Users who may grant any role: user ids, comma-separated.',
    expected: 'comma-separated user ids',
  },
  LOCAL_IDENTITY_PROVIDER: {
    spec: str({ default: 'customer-messages' }),
    description: 'Provider name stored with the users that this service keeps passwords for. Do not change it later.',
    expected: 'a name',
  },
  OIDC_ISSUERS: {
    spec: str({ default: undefined }),
    description:
      'Other issuers whose bearer tokens are accepted: `ISSUER AUDIENCE`, comma-separated, or a JSON list of objects with issuer, audience, authorizedParties, claims, introspection and pages (decision 45).',
    expected: 'a JSON list of objects, or "ISSUER AUDIENCE, ISSUER AUDIENCE"',
    example: 'https://id.bank.example customer-messages',
    secret: true,
  },
  CLIENT_CERTIFICATE_HEADER: {
    spec: headerName({ default: '' }),
    description:
      'Header in which a proxy of TRUSTED_PROXIES passes on the client’s certificate, as PEM (also percent-encoded) or base64. The proxy must remove this header from what clients send. Default: none, and tokens bound to certificates are refused.',
    expected: 'the name of a header',
    example: 'PSD2-CERT',
  },
  ...NETWORK_VARIABLES,
  MAX_BAD_LOGIN_ATTEMPTS: {
    spec: amount({ default: 5 }),
    description: 'Bad logins in a row that a user may have from one address; one more locks the user there for LOGIN_LOCK_MINUTES.',
    expected: 'an integer from 1 to 1000000',
  },
  MAX_BAD_LOGINS_WITH_NAME: {
    spec: amount({ default: 100 }),
    description:
      'Bad logins with one name from all addresses within LOGIN_LOCK_MINUTES; beyond that the name is locked wherever the user has not logged in lately.',
    expected: 'an integer from 1 to 1000000',
  },
  MAX_BAD_LOGINS_FROM_ADDRESS: {
    spec: amount({ default: 1_000 }),
    description:
      'Bad logins with all names from one address within LOGIN_LOCK_MINUTES; beyond that only users who have logged in from there lately may.',
    expected: 'an integer from 1 to 1000000',
  },
  SIGN_UP: {
    spec: str({ choices: ['open', 'closed', 'invited'] as const, default: undefined }),
    description:
      'Who may sign up: anybody (open), nobody (closed), or people to whom an administrator has given a link, which works once within 72 hours (invited). Default: open in the sandbox, else closed.',
    expected: 'open, closed or invited',
    example: 'invited',
  },
  MAX_SIGN_UPS_FROM_ADDRESS: {
    spec: amount({ default: 1_000 }),
    description: 'Sign-ups from one address within an hour. Without REDIS_URL each process counts for itself.',
    expected: 'an integer from 1 to 1000000',
  },
  PASSWORD_HASH_CONCURRENCY: {
    spec: amount({ default: 2 }),
    description: 'Passwords hashed at the same time. Each takes about 19 MiB and 20 ms.',
    expected: 'an integer from 1 to 1000000',
  },
  PASSWORD_HASH_QUEUE: {
    spec: amount({ default: 100 }),
    description: 'Logins that may wait for a password to be hashed; beyond that the answer is 503.',
    expected: 'an integer from 1 to 1000000',
  },
  ...PACE_VARIABLES,
  ...MESSAGE_VARIABLES,
  API_ENABLED_VERSIONS: {
    spec: versions({ default: [...API_VERSIONS] }),
    description: 'API versions that answer, comma-separated.',
    expected: `comma-separated versions of ${API_VERSIONS.join(', ')}`,
  },
  V140_CREATE_REQUIRES_ROLE: {
    spec: bool({ default: undefined }),
    description: 'Whether the v1.4.0 create needs CanCreateCustomerMessage. Default: false in the sandbox, as at OBP-API, else true.',
    expected: 'true or false',
    example: 'false',
  },
  REQUIRE_SCOPES: {
    spec: str({ choices: ['none', 'listed', 'all'] as const, default: 'none' }),
    description:
      'For which roles the application needs a scope in addition to its user’s entitlement: none, those of SCOPED_ROLES (listed), or all.',
    expected: 'none, listed or all',
  },
  SCOPED_ROLES: {
    spec: roleNames({ default: [] }),
    description: 'The roles that need a scope where REQUIRE_SCOPES=listed, comma-separated.',
    expected: 'comma-separated names of roles such as CanCreateCustomerMessage',
    example: 'CanCreateCustomerMessage',
  },
  RESOURCE_DOCS_REQUIRES_ROLE: {
    spec: bool({ default: false }),
    description: 'Whether reading the resource docs needs the role CanReadResourceDoc.',
    expected: 'true or false',
  },
  FEATURED_APIS: {
    spec: list({ default: [] }),
    description:
      'Operations that the resource docs mark as featured and OBP’s API Explorer shows first: function names such as createCustomerMessage, comma-separated.',
    expected: 'comma-separated function names',
  },
  EXPLORER_CONSUMER_KEY: {
    spec: str({ default: '' }),
    description:
      'Consumer key that people sign in with on the pages, which then do not ask for one. Anybody can read it there. Default: that of the sandbox, else they type their own.',
    expected: 'a consumer key',
  },
  ...BRAND_VARIABLES,
  LOGIN_LOCK_MINUTES: {
    spec: duration({ default: 30 }),
    description:
      'Minutes for which too many bad logins lock a user, and after which bad logins are forgotten. Locks by administrators do not end.',
    expected: 'a positive number',
  },
  HOSTED_BY_ORGANISATION: { spec: str({ default: '' }), description: 'Who hosts the service, as GET /root says.', expected: 'a name' },
  HOSTED_BY_EMAIL: { spec: str({ default: '' }), description: 'E-mail address of the host, likewise.', expected: 'an e-mail address' },
  HOSTED_BY_PHONE: { spec: str({ default: '' }), description: 'Telephone number of the host, likewise.', expected: 'a telephone number' },
  HOSTED_BY_WEBSITE: { spec: str({ default: '' }), description: 'Web site of the host, likewise.', expected: 'a URL' },
  GIT_COMMIT: {
    spec: str({ default: '' }),
    description: 'The commit that was built, as GET /root says; set by the build of an image.',
    expected: 'a commit id',
  },
  LOG_LEVEL: {
    spec: str({ choices: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], default: 'info' }),
    description: 'The least severe level that is logged, as JSON to standard output.',
    expected: 'fatal, error, warn, info, debug, trace or silent',
  },
  AUDIT_MESSAGES: {
    spec: bool({ default: false }),
    description: 'Whether every read and create of messages is recorded: who, when, from where and which messages, never their texts.',
    expected: 'true or false',
  },
  ACCESS_RECORD_DAYS: {
    spec: amount({ default: 365 }),
    description: 'Days for which those records are kept. They are removed a month (UTC) at a time.',
    expected: 'an integer from 1 to 1000000',
  },
  ACCESS_LOG: {
    spec: bool({ default: undefined }),
    description:
      'Whether every request is logged, whatever LOG_LEVEL says: who called what, how long it took and how much was sent. Default: true in production.',
    expected: 'true or false',
    example: 'true',
  },
} as const;

export type VariableName = keyof typeof VARIABLES;
