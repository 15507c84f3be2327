import { spawnSync } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import jwt from 'jsonwebtoken';
import { createDatabase } from '../support/database.mjs';
import { startProgram } from '../support/process.mjs';
import { requestsOf } from './requests.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What both baselines make in an empty database. */
const MADE = { bank: 'gh.29.uk', customers: { written: 'written', read: 'read' } };

/**
 * @param {import('../support/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<import('./requests.mjs').Server>}
 */
export async function startBare(cleanup) {
  const secret = randomBytes(32).toString('hex');
  const token = (/** @type {string} */ user) => `${user}.${createHmac('sha256', secret).update(user).digest('base64url')}`;
  const caller = (/** @type {string} */ user) => ({ DirectLogin: `token=${token(user)}` });
  const databaseUrl = await createDatabase(cleanup, 'bare');
  const program = await startProgram(fileURLToPath(new URL('bare.mjs', import.meta.url)), {
    DATABASE_URL: databaseUrl,
    TOKEN_SECRET: secret,
  });
  cleanup.add(program.stop);
  const requests = requestsOf({ ...MADE, url: program.url, staff: caller('staff'), reader: caller('reader') });
  return { name: 'bare', databaseUrl, requests, ...program };
}

/**
 * @param {import('../support/cleanup.mjs').Cleanup} cleanup
 * @returns {Promise<import('./requests.mjs').Server>}
 */
export async function startIdiomatic(cleanup) {
  compileIdiomatic();
  const secret = randomBytes(32).toString('hex');
  const caller = (/** @type {string} */ user) => ({ Authorization: `Bearer ${jwt.sign({ sub: user }, secret, { expiresIn: '1d' })}` });
  const databaseUrl = await createDatabase(cleanup, 'idiomatic');
  const program = await startProgram(`${ROOT}/dist/bench/main.js`, { DATABASE_URL: databaseUrl, JWT_SECRET: secret });
  cleanup.add(program.stop);
  const requests = requestsOf({ ...MADE, url: program.url, staff: caller('staff'), reader: caller('reader') });
  return { name: 'idiomatic', databaseUrl, requests, ...program };
}

function compileIdiomatic() {
  const args = [`${ROOT}/node_modules/typescript/bin/tsc`, '-p', `${ROOT}/bench/idiomatic/tsconfig.json`];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('the idiomatic service does not compile');
}
