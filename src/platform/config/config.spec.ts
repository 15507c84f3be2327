import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from './config.js';
import { API_VERSIONS, VARIABLES } from './variables.js';

const SECRET = 'a-secret-of-at-least-32-characters';

const problems = (env: Record<string, string>): readonly string[] => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
    throw error;
  }
  return [];
};

describe('loadConfig', () => {
  test('without any variable: the embedded database with its sandbox, for this machine alone', () => {
    expect(loadConfig({})).toMatchObject({
      production: false,
      host: '127.0.0.1',
      loopback: true,
      port: 8080,
      publicUrl: undefined,
      databaseUrl: undefined,
      sandbox: true,
      sandboxAsked: false,
      jwtSecrets: undefined,
      enabledVersions: API_VERSIONS,
      v140CreateRequiresRole: false,
      logLevel: 'info',
    });
  });

  test('is frozen', () => {
    expect(Object.isFrozen(loadConfig({}))).toBe(true);
  });

  test.each(Object.keys(VARIABLES))('an empty %s is an absent one', (name) => {
    expect(loadConfig({ [name]: '' })).toEqual(loadConfig({}));
  });

  test.each([
    [{}, true],
    [{ HOST: 'localhost' }, true],
    [{ HOST: '127.0.0.2' }, true],
    [{ HOST: '::1' }, true],
    [{ HOST: '0.0.0.0' }, false],
    [{ HOST: '::' }, false],
    [{ HOST: '127.0.0.1.example.com' }, false],
    [{ DATABASE_URL: 'postgres://localhost/x' }, false],
    [{ NODE_ENV: 'production', JWT_SECRET: SECRET, SECRETS_KEY: SECRET, EMBEDDED_DATABASE: 'true' }, false],
    [{ SANDBOX: 'false' }, false],
    [{ SANDBOX: 'true', HOST: '0.0.0.0', DATABASE_URL: 'postgres://localhost/x' }, true],
  ])('%j: sandbox %s', (env, wanted) => {
    expect(loadConfig(env).sandbox).toBe(wanted);
  });

  test('outgoing connections stay on the public Internet, but in the sandbox on this machine too', () => {
    expect(loadConfig({}).outboundAllowedNetworks).toEqual(['127.0.0.0/8']);
    expect(loadConfig({ SANDBOX: 'false' }).outboundAllowedNetworks).toEqual([]);
    expect(loadConfig({ OUTBOUND_ALLOWED_NETWORKS: '10.0.0.0/8, fd12::/16' }).outboundAllowedNetworks).toEqual(['10.0.0.0/8', 'fd12::/16']);
    expect(() => loadConfig({ OUTBOUND_ALLOWED_NETWORKS: 'localhost' })).toThrow('OUTBOUND_ALLOWED_NETWORKS must be');
  });

  test.each([
    ['PORT', ['-1', '65536', '80a', '8e3', '0x50', ' ', '1.5']],
    ['DATABASE_POOL_SIZE', ['0', '-1', '1001', 'ten']],
    ['DATABASE_WAIT_SECONDS', ['-1', '5s', 'NaN', 'Infinity']],
    ['TOKEN_LIFETIME_HOURS', ['0', '87601', '99999999999999999999']],
    ['NODE_ENV', ['staging', 'Production']],
    ['SANDBOX', ['maybe', '2']],
    ['LOG_LEVEL', ['verbose']],
    ['PUBLIC_URL', ['api.bank.example', 'ftp://api.bank.example', '//', 'https://api.bank;img-src', 'https://*.example']],
    [
      'DATABASE_URL',
      [
        'localhost',
        'mysql://u:p@h/d',
        'postgres://u:%zz@h/d',
        'postgres://[',
        'postgres://u:p#x@h/d',
        'postgres://h:99999/d',
        'postgres://h/d?port=x',
        'postgres://h,i,j/d?port=1,2',
      ],
    ],
    ['JWT_SECRET', ['short', `${SECRET},short`, `${SECRET},`, ' '.repeat(40)]],
    ['REQUIRE_SCOPES', ['some', 'All', 'true']],
    [
      'SCOPED_ROLES',
      ['CanDoAnything', 'canCreateCustomerMessage', 'CanCreateCustomerMessage,CanGet', 'CanCreateCustomerMessage CanCreateBank'],
    ],
    ['API_ENABLED_VERSIONS', ['4.0', '4.0.0,6.0.0', ',', 'v4.0.0,latest']],
  ] as const)('%s: %j are refused in one line that does not repeat them', (name, values) => {
    for (const value of values) {
      expect([value, problems({ [name]: value })]).toEqual([value, [`${name} must be ${VARIABLES[name].expected}`]]);
    }
  });

  test.each([
    'postgres://user@/db?host=/var/run/postgresql',
    'postgres://user:p%40ss@/db?host=/tmp&port=5433',
    'postgres://%2Fvar%2Frun%2Fpostgresql/db',
    'postgresql://localhost',
    'postgres://',
    'postgres:///db',
    'postgres://u@[::1]:5432/db?sslmode=require&application_name=mine',
    'postgres://u@a:5433,b/db?target_session_attrs=read-write',
  ])('DATABASE_URL=%s is taken, as by psql', (url) => {
    expect(loadConfig({ DATABASE_URL: url }).databaseUrl).toBe(url);
  });

  test('every cause has its line', () => {
    const lines = problems({ NODE_ENV: 'production', SANDBOX: 'true', PORT: 'x', LOG_LEVEL: 'x' });
    expect([...lines].sort()).toEqual([
      'DATABASE_URL is required with NODE_ENV=production, unless EMBEDDED_DATABASE=true',
      'JWT_SECRET is required with NODE_ENV=production',
      expect.stringMatching(/^LOG_LEVEL must be /),
      'PORT must be an integer from 0 to 65535',
      'SANDBOX must not be true with NODE_ENV=production: its passwords are public',
      'SECRETS_KEY is required with NODE_ENV=production',
    ]);
  });

  test('read replicas are servers of one host each, beside a database, and with Redis where processes share the port', () => {
    const env = {
      DATABASE_URL: 'postgres://a/x',
      REDIS_URL: 'redis://r',
      DATABASE_REPLICA_URLS: 'postgres://u:p,q@b/x?sslmode=require, postgresql://c:5433/x',
    };
    expect(loadConfig(env).databaseReplicaUrls).toEqual(['postgres://u:p,q@b/x?sslmode=require', 'postgresql://c:5433/x']);
    expect(problems({ ...env, DATABASE_REPLICA_URLS: 'postgres://b,c/x' })).toEqual([
      'DATABASE_REPLICA_URLS must be postgres:// URLs with one host each',
    ]);
    expect(problems({ DATABASE_REPLICA_URLS: 'postgres://b/x', REDIS_URL: 'redis://r' })).toEqual([
      'DATABASE_REPLICA_URLS needs DATABASE_URL',
    ]);
    expect(problems({ DATABASE_URL: env.DATABASE_URL, DATABASE_REPLICA_URLS: env.DATABASE_REPLICA_URLS })).toEqual([
      expect.stringMatching(/^DATABASE_REPLICA_URLS needs REDIS_URL: /),
    ]);
    expect(problems({ ...env, WORKERS: '2', REDIS_URL: 'redis://localhost' })).toEqual([]);
  });

  test('roles that need scopes are listed where they are to be, and only there', () => {
    const together = ['REQUIRE_SCOPES=listed and SCOPED_ROLES go together: neither means anything alone'];
    const SCOPED_ROLES = 'CanCreateCustomerMessage, CanCreateBank';
    expect(loadConfig({})).toMatchObject({ requireScopes: 'none', scopedRoles: new Set() });
    expect(loadConfig({ REQUIRE_SCOPES: 'all' })).toMatchObject({ requireScopes: 'all', scopedRoles: new Set() });
    expect(loadConfig({ REQUIRE_SCOPES: 'listed', SCOPED_ROLES })).toMatchObject({
      requireScopes: 'listed',
      scopedRoles: new Set(['CanCreateCustomerMessage', 'CanCreateBank']),
    });
    for (const env of [
      { SCOPED_ROLES },
      { REQUIRE_SCOPES: 'all', SCOPED_ROLES },
      { REQUIRE_SCOPES: 'listed' },
      { REQUIRE_SCOPES: 'listed', SCOPED_ROLES: ',' },
    ])
      expect(problems(env)).toEqual(together);
  });

  test('lists', () => {
    const config = loadConfig({
      JWT_SECRET: `${SECRET}1, ${SECRET}2`,
      SUPER_ADMIN_USER_IDS: 'a, b,,a',
      API_ENABLED_VERSIONS: 'v4.0.0, 1.4.0',
      PUBLIC_URL: 'https://api.bank.example/cm/',
    });
    expect(config.jwtSecrets).toEqual([`${SECRET}1`, `${SECRET}2`]);
    expect([...config.superAdminUserIds]).toEqual(['a', 'b']);
    expect(config.enabledVersions).toEqual(['1.4.0', '4.0.0']);
    expect(config.publicUrl).toBe('https://api.bank.example/cm');
  });

  test.each([
    [{}, false],
    [{ SANDBOX: 'true', DATABASE_URL: 'postgres://localhost/x' }, false],
    [{ SANDBOX: 'false' }, true],
    [{ HOST: '0.0.0.0' }, true],
    [{ DATABASE_URL: 'postgres://localhost/x' }, true],
    [{ NODE_ENV: 'test', DATABASE_URL: 'postgres://localhost/x' }, true],
    [{ DATABASE_URL: 'postgres://localhost/x', V140_CREATE_REQUIRES_ROLE: 'false' }, false],
    [{ V140_CREATE_REQUIRES_ROLE: 'true' }, true],
  ])('%j: the v1.4.0 create asks for a role: %s', (env, wanted) => {
    expect(loadConfig(env).v140CreateRequiresRole).toBe(wanted);
  });
});
