import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { readEnvFile } from './env-file.js';
import { meantVariable } from './meant-variable.js';
import { VARIABLES } from './variables.js';

const problems = (text: string): readonly string[] => readEnvFile(text).problems;

describe('.env', () => {
  test('.env.example as it is says nothing wrong, and names every variable', () => {
    const { values, problems: found } = readEnvFile(readFileSync('.env.example', 'utf8'));
    expect(found).toEqual([]);
    expect(Object.keys(values).sort()).toEqual(Object.keys(VARIABLES).sort());
  });

  test('comments, blanks, quotes, several lines, export and a byte-order mark', () => {
    const text = [
      '\uFEFF# all of it',
      '',
      '  PORT = 9000  # later',
      'export LOG_LEVEL=debug',
      `HOSTED_BY_ORGANISATION="A # B"`,
      `JWT_SECRET='one`,
      `two = 3`,
      `'  # over`,
      'COMPOSE_PROJECT_NAME=somebody-elses',
      'HOST=',
    ].join('\r\n');
    expect(readEnvFile(text)).toEqual({
      problems: [],
      values: {
        PORT: '9000',
        LOG_LEVEL: 'debug',
        HOSTED_BY_ORGANISATION: 'A # B',
        JWT_SECRET: 'one\ntwo = 3\n',
        COMPOSE_PROJECT_NAME: 'somebody-elses',
        HOST: '',
      },
    });
  });

  test.each([
    ['PORT=1\ngeheim', ['.env line 2: neither a comment nor NAME=value']],
    ['PORT: 1', ['.env line 1: neither a comment nor NAME=value']],
    ['=geheim', ['.env line 1: neither a comment nor NAME=value']],
    ['2PORT=1', ['.env line 1: neither a comment nor NAME=value']],
    ['PORT=1\n\nPORT=2', ['.env line 3: PORT is there a second time, first in line 1']],
    ['HOST="geheim\nPORT=1', ['.env line 1: HOST: the quote does not end']],
    ['HOST="geheim" geheim', ['.env line 1: HOST: there is something after the closing quote']],
    ['JWT_SECRET=geheim#geheim', ['.env line 1: JWT_SECRET: put the value in quotes, or # begins a comment']],
    ['database_url=geheim', ['.env line 1: database_url is no variable of this service; DATABASE_URL is']],
    [
      'A=1\nDATABSE_URL=geheim\nb',
      ['.env line 2: DATABSE_URL is no variable of this service; DATABASE_URL is', '.env line 3: neither a comment nor NAME=value'],
    ],
  ])('%j', (text, wanted) => {
    expect(problems(text)).toEqual(wanted);
    expect(problems(text).join()).not.toContain('geheim');
  });
});

test.each([
  ['database_url', 'DATABASE_URL'],
  ['Database-Url', 'DATABASE_URL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['DATABASE_ULR', 'DATABASE_URL'],
  ['DATABASE_POOL', 'DATABASE_POOL_SIZE'],
  ['JWT_SECRET_KEY', 'JWT_SECRET'],
  ['JWT_SECRETS', 'JWT_SECRET'],
  ['SECRET_KEY', 'SECRETS_KEY'],
  ['V140_CREATE_REQUIRE_ROLE', 'V140_CREATE_REQUIRES_ROLE'],
  ['WORKER', 'WORKERS'],
  ['port', 'PORT'],
])('%s means %s', (name, meant) => {
  expect(meantVariable(name)).toBe(meant);
});

test.each([
  ...Object.keys(VARIABLES),
  ...[
    'HOME',
    'PATH',
    'HOSTNAME',
    'HOSTTYPE',
    'PORTS',
    'POST',
    'NODE_PATH',
    'NODE_OPTIONS',
    'NODE_VERSION',
    'LOGNAME',
    'PGHOST',
    'PGPASSWORD',
    'CI',
  ],
  ...['TEST_DATABASE_URL', 'TEST_REDIS_URL', 'REDIS_PORT', 'KUBERNETES_PORT', 'POSTGRES_PASSWORD', 'NPM_TOKEN', 'LANG', 'LC_ALL', 'TMPDIR'],
])('%s is what it is', (name) => {
  expect(meantVariable(name)).toBeUndefined();
});
