import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { removeFolder, startService, temporaryFolder } from '../../test/support/service.mjs';
import { createDatabase } from '../support/database.mjs';
import { expectStatus } from '../support/http.mjs';
import { ENVIRONMENT } from '../support/process.mjs';
import { requestsOf } from './requests.mjs';

const CLI = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
export const BANK = 'gh.29.uk';
/** @typedef {{ key: string, secret: string }} Application */
export const PASSWORD = 'Bench-Password-2026!';

/**
 * The built service, set up and started as in production: on a server by `databaseUrl`, else on the embedded database.
 *
 * @param {import('../support/cleanup.mjs').Cleanup} cleanup
 * @param {{ name?: string, embedded?: boolean, on?: string | undefined, env?: Record<string, string> }} [how] `on`: an empty database; else one is made
 */
export async function startOurs(cleanup, { name = 'ours', embedded = false, on = undefined, env: more = {} } = {}) {
  const dataDir = temporaryFolder();
  cleanup.add(() => removeFolder(dataDir));
  const databaseUrl = embedded ? '' : (on ?? (await createDatabase(cleanup, name)));
  const env = {
    ...ENVIRONMENT,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'info',
    SIGN_UP: 'open', // the users of the measures sign up
    ACCESS_LOG: 'false', // the baselines have none; `--records` measures it
    JWT_SECRET: randomBytes(32).toString('hex'),
    SECRETS_KEY: randomBytes(32).toString('hex'),
    ...(embedded ? { EMBEDDED_DATABASE: 'true' } : { DATABASE_URL: databaseUrl }),
    ...more,
  };
  const { key, secret } = await cli(env, ['consumer', 'create', '--name', 'Bench']);
  await cli(env, ['user', 'create', '--username', 'bench.admin', '--email', 'admin@bank.example', '--super-admin']);
  const service = await startService(env);
  cleanup.add(() => service.stop());
  // Read, as a log is, and forgotten: a line for each request would fill this process.
  if (env.ACCESS_LOG === 'true') service.process.stdout?.removeAllListeners('data').resume();
  const { requests, admin } = await prepare(service.url, key);
  const { url } = service;
  return {
    name,
    pid: service.process.pid ?? 0,
    databaseUrl,
    requests,
    url,
    application: { key, secret },
    admin,
    env,
    stop: () => service.stop(),
    /** Another process on the same database, and with the same keys. @param {Record<string, string>} changed */
    another: async (changed = {}) => {
      const other = await startService({ ...env, ...changed });
      cleanup.add(() => other.stop());
      return { url: other.url, process: other.process, stop: () => other.stop() };
    },
  };
}

/**
 * Runs beside this process, which may be the way to the database.
 *
 * @param {Record<string, string>} env
 * @param {string[]} args
 */
async function cli(env, args) {
  const child = spawn(process.execPath, [CLI, ...args], { env, cwd: tmpdir() });
  child.stdin.end(`${PASSWORD}\n`);
  const [said, failed, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (status !== 0) throw new Error(`npm run cli -- ${args.join(' ')}: ${failed}`);
  return JSON.parse(said);
}

/**
 * Makes over HTTP what the baselines have: a bank, a customer to write to, one to read from, staff, and a reader.
 *
 * @param {string} url
 * @param {string} key of the consumer
 */
async function prepare(url, key) {
  const login = async (/** @type {string} */ username) => {
    const headers = { DirectLogin: `username=${username},password=${PASSWORD},consumer_key=${key}` };
    const { token } = await expectStatus(201, { method: 'POST', url: `${url}/my/logins/direct`, headers });
    return { DirectLogin: `token=${token}` };
  };
  const admin = await login('bench.admin');
  const post = (/** @type {string} */ path, /** @type {object} */ body) =>
    expectStatus(201, {
      method: 'POST',
      url: `${url}/obp/v4.0.0/${path}`,
      headers: { ...admin, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const grant = (/** @type {string} */ user, /** @type {string} */ role, bank = '') =>
    post(`users/${user}/entitlements`, { bank_id: bank, role_name: role });
  const user = async (/** @type {string} */ username) => {
    const facts = { email: `${username}@bank.example`, username, password: PASSWORD, first_name: username, last_name: 'Bench' };
    return (await post('users', facts)).user_id;
  };

  const { user_id: adminId } = await expectStatus(200, { method: 'GET', url: `${url}/obp/v4.0.0/users/current`, headers: admin });
  for (const role of ['CanCreateBank', 'CanCreateCustomerAtAnyBank', 'CanCreateUserCustomerLinkAtAnyBank']) await grant(adminId, role);
  await post('banks', { id: BANK, short_name: BANK, full_name: BANK, logo: '', website: '', bank_routings: [] });
  const { customer_id: written } = await post(`banks/${BANK}/customers`, CUSTOMER);
  const { customer_id: read } = await post(`banks/${BANK}/customers`, CUSTOMER);
  const staff = await user('bench.staff');
  for (const role of ['CanCreateCustomerMessage', 'CanGetCustomerMessages']) await grant(staff, role, BANK);
  await post(`banks/${BANK}/user_customer_links`, { user_id: await user('bench.reader'), customer_id: read });
  const requests = requestsOf({
    url,
    bank: BANK,
    customers: { written, read },
    staff: await login('bench.staff'),
    reader: await login('bench.reader'),
  });
  return { requests, admin };
}

export const CUSTOMER = {
  legal_name: 'Eveline Tripman',
  mobile_phone_number: '+44 07972 444 876',
  email: 'eveline@bank.example',
  face_image: { url: '', date: '2020-01-22T08:12:45Z' },
  date_of_birth: '1990-09-08T00:00:00Z',
  relationship_status: 'single',
  dependants: 0,
  dob_of_dependants: [],
  credit_rating: { rating: 'OBP', source: 'OBP' },
  credit_limit: { currency: 'EUR', amount: '10' },
  highest_education_attained: 'Master',
  employment_status: 'worker',
  kyc_status: true,
  last_ok_date: '2020-01-22T08:12:45Z',
  title: 'Dr.',
  branch_id: 'DERBY6',
  name_suffix: '',
};
