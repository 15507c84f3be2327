import { resolve } from 'node:path';
import { customCleanEnv, EnvMissingError } from 'envalid';
import { type BrandLogo, readBrandLogo } from './brand-logo.js';
import { isLoopback } from './loopback.js';
import { type OidcIssuer, readOidcIssuers } from './oidc-issuers.js';
import { VARIABLES, type ApiVersion, type VariableName } from './variables.js';

/** What the environment says, read once. Nothing else in the service reads `process.env`. */
export interface Config {
  readonly production: boolean;
  readonly host: string;
  /** Whether only this machine can reach the listening address. */
  readonly loopback: boolean;
  readonly port: number;
  /** Without a trailing slash; empty until the service listens when `PUBLIC_URL` is not set. */
  readonly publicUrl: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** For migrations, and for what needs a session of its own; undefined for the same. */
  readonly databaseDirectUrl: string | undefined;
  /** Standbys from which lists are read. */
  readonly databaseReplicaUrls: readonly string[];
  readonly databasePreparedStatements: 'auto' | 'on' | 'off';
  readonly databasePoolSize: number;
  readonly databaseWaitSeconds: number;
  readonly redisUrl: string | undefined;
  /** Processes that share the port. */
  readonly workers: number;
  /** Undefined: no metrics. */
  readonly metricsPort: number | undefined;
  /** Whether the sandbox is made at start. */
  readonly sandbox: boolean;
  /** Whether it was requested explicitly, which is required beyond loopback. */
  readonly sandboxAsked: boolean;
  /** Undefined: to be found or made in DATA_DIR. */
  readonly jwtSecrets: readonly string[] | undefined;
  readonly secretsKeys: readonly string[] | undefined;
  readonly tokenLifetimeSeconds: number;
  readonly superAdminUserIds: ReadonlySet<string>;
  readonly localIdentityProvider: string;
  /** Other identity providers whose tokens are accepted. */
  readonly oidcIssuers: readonly OidcIssuer[];
  /** In lower case; empty: no client is known by its certificate. */
  readonly clientCertificateHeader: string;
  /** Addresses and networks (CIDR). */
  readonly trustedProxies: readonly string[];
  /** Networks (CIDR) outside the public Internet that outgoing connections may go to. */
  readonly outboundAllowedNetworks: readonly string[];
  readonly forwardedHeader: 'x-forwarded-for' | 'forwarded';
  readonly loginLockMinutes: number;
  readonly maxBadLoginAttempts: number;
  readonly maxBadLoginsWithName: number;
  readonly maxBadLoginsFromAddress: number;
  readonly passwordHashConcurrency: number;
  readonly passwordHashQueue: number;
  readonly messageQueue: number;
  /** Milliseconds for a whole request; batches are exempt. */
  readonly requestMilliseconds: number;
  /** How fast a batch has to arrive. */
  readonly batchPace: { readonly silence: number; readonly bytesPerSecond: number };
  /** Milliseconds for which a client may read nothing of an answer. */
  readonly readerSilence: number;
  readonly idempotencyKeySeconds: number;
  /** Inboxes that may be followed at the same time. */
  readonly inboxStreams: number;
  readonly deliveryWorkers: 'inline' | 'off' | 'only';
  /** 0 for ever. */
  readonly deliveryRetentionDays: number;
  readonly enabledVersions: readonly ApiVersion[];
  readonly signUp: 'open' | 'closed' | 'invited';
  /** Within an hour. */
  readonly maxSignUpsFromAddress: number;
  readonly v140CreateRequiresRole: boolean;
  /** The roles for which a consumer needs a scope beside the entitlement of its user. */
  readonly requireScopes: 'none' | 'listed' | 'all';
  /** Those that are listed. */
  readonly scopedRoles: ReadonlySet<string>;
  readonly resourceDocsRequiresRole: boolean;
  /** Function names of operations. */
  readonly featuredApis: ReadonlySet<string>;
  /** Empty: people bring their own. */
  readonly explorerConsumerKey: string;
  /** What the pages show of whose service this is. */
  readonly brand: {
    readonly name: string;
    /** Undefined: it is not said. */
    readonly bankName: string | undefined;
    readonly logo: BrandLogo | undefined;
    /** As `#rrggbb`; undefined for ours. */
    readonly colour: string | undefined;
  };
  readonly hostedBy: { readonly organisation: string; readonly email: string; readonly phone: string; readonly website: string };
  /** Empty when the build does not say. */
  readonly gitCommit: string;
  readonly logLevel: string;
  /** Whether reads and creates of messages are recorded. */
  readonly auditMessages: boolean;
  readonly accessRecordDays: number;
  readonly accessLog: boolean;
}

/** Injection token of the {@link Config}. */
export const CONFIG = Symbol('CONFIG');

/** The service cannot start with this configuration. Each line names one cause and never shows a value. */
export class ConfigError extends Error {
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/**
 * Reads and checks the environment.
 *
 * @throws ConfigError with one line per wrong or missing variable.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = [];
  // An empty variable counts as absent: `JWT_SECRET= npm start` must not run with an empty key.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '' && value !== undefined));
  const specs = Object.fromEntries(Object.entries(VARIABLES).map(([name, { spec }]) => [name, spec])) as {
    [Name in VariableName]: (typeof VARIABLES)[Name]['spec'];
  };
  // Without envalid's guards, which would not even let us read a wrong variable.
  const values = customCleanEnv(given, specs, (cleaned) => cleaned, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors))
        problems.push(
          error instanceof EnvMissingError ? `${name} is required` : `${name} must be ${VARIABLES[name as VariableName].expected}`,
        );
    },
  });
  const production = values.NODE_ENV === 'production';
  const loopback = isLoopback(values.HOST);
  if (production) {
    for (const name of ['JWT_SECRET', 'SECRETS_KEY'])
      if (given[name] === undefined) problems.push(`${name} is required with NODE_ENV=production`);
    if (given.DATABASE_URL === undefined && !values.EMBEDDED_DATABASE)
      problems.push('DATABASE_URL is required with NODE_ENV=production, unless EMBEDDED_DATABASE=true');
  }
  if (production && values.SANDBOX) problems.push('SANDBOX must not be true with NODE_ENV=production: its passwords are public');
  const sandbox = values.SANDBOX ?? (!production && !values.DATABASE_URL && loopback);
  const oidcIssuers = readOidcIssuers(values.OIDC_ISSUERS, values.LOCAL_IDENTITY_PROVIDER, problems);
  if (values.CLIENT_CERTIFICATE_HEADER !== '' && values.TRUSTED_PROXIES.length === 0)
    problems.push('CLIENT_CERTIFICATE_HEADER needs TRUSTED_PROXIES: anybody else could send the header');
  const scopedRoles: readonly string[] | undefined = values.SCOPED_ROLES; // undefined where it is wrong
  if (scopedRoles !== undefined && (values.REQUIRE_SCOPES === 'listed') !== scopedRoles.length > 0)
    problems.push('REQUIRE_SCOPES=listed and SCOPED_ROLES go together: neither means anything alone');
  if (values.DELIVERY_WORKERS === 'only' && values.DATABASE_URL === undefined)
    problems.push('DELIVERY_WORKERS=only needs DATABASE_URL: the embedded database serves one process');
  if (values.DATABASE_DIRECT_URL !== undefined && values.DATABASE_URL === undefined)
    problems.push('DATABASE_DIRECT_URL needs DATABASE_URL');
  if (given.DATABASE_REPLICA_URLS !== undefined && values.DATABASE_URL === undefined)
    problems.push('DATABASE_REPLICA_URLS needs DATABASE_URL');
  if (given.DATABASE_REPLICA_URLS !== undefined && values.REDIS_URL === undefined)
    problems.push('DATABASE_REPLICA_URLS needs REDIS_URL: else callers could miss what they have just written by another process');
  const logo = values.BRAND_LOGO === undefined ? undefined : readBrandLogo(values.BRAND_LOGO, problems);
  if (problems.length > 0) throw new ConfigError(problems);

  return Object.freeze({
    production,
    host: values.HOST,
    loopback,
    port: values.PORT,
    publicUrl: values.PUBLIC_URL,
    dataDir: resolve(values.DATA_DIR),
    databaseUrl: values.DATABASE_URL,
    databaseDirectUrl: values.DATABASE_DIRECT_URL,
    databaseReplicaUrls: values.DATABASE_REPLICA_URLS,
    databasePreparedStatements: values.DATABASE_PREPARED_STATEMENTS,
    databasePoolSize: values.DATABASE_POOL_SIZE,
    databaseWaitSeconds: values.DATABASE_WAIT_SECONDS,
    redisUrl: values.REDIS_URL,
    workers: values.WORKERS,
    metricsPort: values.METRICS_PORT,
    sandbox,
    sandboxAsked: values.SANDBOX === true,
    jwtSecrets: values.JWT_SECRET,
    secretsKeys: values.SECRETS_KEY,
    tokenLifetimeSeconds: values.TOKEN_LIFETIME_HOURS * 3600,
    superAdminUserIds: new Set(values.SUPER_ADMIN_USER_IDS),
    localIdentityProvider: values.LOCAL_IDENTITY_PROVIDER,
    oidcIssuers,
    clientCertificateHeader: values.CLIENT_CERTIFICATE_HEADER.toLowerCase(),
    loginLockMinutes: values.LOGIN_LOCK_MINUTES,
    maxBadLoginAttempts: values.MAX_BAD_LOGIN_ATTEMPTS,
    maxBadLoginsWithName: values.MAX_BAD_LOGINS_WITH_NAME,
    maxBadLoginsFromAddress: values.MAX_BAD_LOGINS_FROM_ADDRESS,
    trustedProxies: values.TRUSTED_PROXIES,
    outboundAllowedNetworks: values.OUTBOUND_ALLOWED_NETWORKS ?? (sandbox ? ['127.0.0.0/8'] : []),
    forwardedHeader: values.FORWARDED_HEADER,
    passwordHashConcurrency: values.PASSWORD_HASH_CONCURRENCY,
    passwordHashQueue: values.PASSWORD_HASH_QUEUE,
    messageQueue: values.MESSAGE_QUEUE,
    requestMilliseconds: Math.ceil(values.REQUEST_SECONDS * 1000),
    batchPace: Object.freeze({ silence: values.BATCH_SILENCE_SECONDS * 1000, bytesPerSecond: values.BATCH_BYTES_PER_SECOND }),
    readerSilence: values.READER_SILENCE_SECONDS * 1000,
    inboxStreams: values.INBOX_STREAMS,
    deliveryWorkers: values.DELIVERY_WORKERS,
    deliveryRetentionDays: values.DELIVERY_RETENTION_DAYS,
    idempotencyKeySeconds: values.IDEMPOTENCY_KEY_HOURS * 3600,
    enabledVersions: values.API_ENABLED_VERSIONS,
    signUp: values.SIGN_UP ?? (sandbox ? 'open' : 'closed'),
    maxSignUpsFromAddress: values.MAX_SIGN_UPS_FROM_ADDRESS,
    v140CreateRequiresRole: values.V140_CREATE_REQUIRES_ROLE ?? !sandbox,
    requireScopes: values.REQUIRE_SCOPES,
    scopedRoles: new Set(values.SCOPED_ROLES),
    resourceDocsRequiresRole: values.RESOURCE_DOCS_REQUIRES_ROLE,
    featuredApis: new Set(values.FEATURED_APIS),
    explorerConsumerKey: values.EXPLORER_CONSUMER_KEY,
    brand: Object.freeze({ name: values.BRAND_NAME, bankName: values.BRAND_BANK_NAME, logo, colour: values.BRAND_COLOR }),
    hostedBy: Object.freeze({
      organisation: values.HOSTED_BY_ORGANISATION,
      email: values.HOSTED_BY_EMAIL,
      phone: values.HOSTED_BY_PHONE,
      website: values.HOSTED_BY_WEBSITE,
    }),
    gitCommit: values.GIT_COMMIT,
    logLevel: values.LOG_LEVEL,
    auditMessages: values.AUDIT_MESSAGES,
    accessRecordDays: values.ACCESS_RECORD_DAYS,
    accessLog: values.ACCESS_LOG ?? production,
  });
}
