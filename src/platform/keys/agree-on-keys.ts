import type { ClientBase } from 'pg';
import { ConfigError } from '../config/config.js';
import { SecretBox } from './secret-box.js';
import type { KeyCheck } from './key-check.entity.js';
import { type KeySettings, type OwnKeys, ownKeys } from './own-keys.js';
import { holdKeys, locksOf, lockOf, type RunningKeys, runningKeys } from './running-keys.js';
import { discardUnreadable, isAnySealedWith, resealSecrets } from './stored-secrets.js';

/** A number that no other user of the database uses for an advisory lock. */
const LOCK = 4_071_929_386;

const CANNOT_READ =
  'SECRETS_KEY cannot decrypt what the database holds: put the key that was used so far into the list ' +
  '(without the variable it is in DATA_DIR/secrets-key), or, if it is lost, run: npm run cli -- secrets discard-unreadable';
const OTHERS_SEAL = 'SECRETS_KEY cannot decrypt what other running processes encrypt: give all processes on this database the same list';
const OTHERS_SIGN = 'JWT_SECRET shares no key with other running processes on this database: give all of them the same list';

const CANNOT_SEE =
  'Set DATABASE_DIRECT_URL for this command: through a pooler that shares sessions nobody sees whether processes still run';

/**
 * Whether other processes can use the database, and whether they are seen: the locks that show them need sessions, which a PgBouncer in
 * transaction mode does not keep.
 */
export type Others = 'none' | 'seen' | 'unseen';

interface Row {
  purpose: KeyCheck['purpose'];
  check_value: string;
  key_id: string;
  is_current: boolean;
}

/**
 * Makes sure that this process and the others on its database can read each other's secrets and tokens (decision 58), and
 * re-encrypts stored secrets after a rotation.
 *
 * @param others where they are seen, the client's session shows them, for as long as it lasts, which keys this process holds.
 * @throws ConfigError naming the variable whose keys do not match.
 */
export async function agreeOnKeys(
  client: ClientBase,
  config: KeySettings,
  others: Others,
  progress: (line: string) => void,
): Promise<void> {
  const own = ownKeys(config);
  await inTurn(client, async () => {
    const running = others === 'seen' ? await runningKeys(client) : [];
    const { rows } = await client.query<Row>('SELECT purpose, check_value, key_id, is_current FROM key_checks');
    const problems = [...(await secretsProblems(client, own, running, rows)), ...jwtProblems(own, running)];
    if (problems.length > 0) throw new ConfigError(problems);
    warn(own, running, rows, progress);
    if (others === 'seen') await holdKeys(client, own);
    await remember(client, own, running, rows);
  });
  if (others === 'unseen') return; // somebody may not be able to read this process's first key
  // In a separate transaction, so that nothing is rolled back that the others already know. A process that starts in between can read this
  // process's first key.
  await inTurn(client, async () =>
    rotate(client, new SecretBox(config), own, others === 'seen' ? await runningKeys(client) : [], progress),
  );
}

/**
 * For a lost key: removes what cannot be read, and makes the first key of SECRETS_KEY the current one.
 *
 * @throws ConfigError while processes that might read it run on the database.
 */
export async function giveUpLostKeys(client: ClientBase, config: KeySettings, others: Others): Promise<Record<string, string[]>> {
  const own = ownKeys(config);
  return inTurn(client, async () => {
    if (others === 'unseen') throw new ConfigError([CANNOT_SEE]);
    if (others === 'seen' && (await runningKeys(client)).length > 0) throw new ConfigError(['Stop all processes on this database first']);
    const ids = own.secrets.map(({ keyId }) => keyId);
    const discarded = await discardUnreadable(client, ids);
    await client.query(`DELETE FROM key_checks WHERE purpose = 'SECRETS_KEY' AND key_id <> ALL ($1::text[])`, [ids]);
    return discarded;
  });
}

/** Processes that start together take turns; a refused one leaves nothing behind. */
async function inTurn<Result>(client: ClientBase, work: () => Promise<Result>): Promise<Result> {
  await client.query('START TRANSACTION');
  try {
    await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined); // a connection that is lost has rolled back
    throw error;
  }
}

async function secretsProblems(client: ClientBase, own: OwnKeys, running: readonly RunningKeys[], rows: readonly Row[]): Promise<string[]> {
  const mine = new Set(own.secrets.map(({ checkValue }) => checkValue));
  const used = rows.filter(({ purpose }) => purpose === 'SECRETS_KEY');
  const missing = used.filter(({ check_value: value }) => !mine.has(value));
  if (missing.some(({ is_current: isCurrent }) => isCurrent)) return [CANNOT_READ];
  const ownIds = own.secrets.map(({ keyId }) => keyId);
  // Before the first process of this release nothing records which keys are used.
  const lost =
    used.length === 0
      ? await isAnySealedWith(client, ownIds, 'others')
      : missing.length > 0 &&
        (await isAnySealedWith(
          client,
          missing.map(({ key_id: id }) => id),
          'these',
        ));
  if (lost) return [CANNOT_READ];
  const readable = new Set(locksOf(own).readable);
  return running.some(({ sealing }) => [...sealing].some((lock) => !readable.has(lock))) ? [OTHERS_SEAL] : [];
}

function jwtProblems(own: OwnKeys, running: readonly RunningKeys[]): string[] {
  const { jwt } = locksOf(own);
  return running.every((one) => jwt.some((lock) => one.jwt.has(lock))) ? [] : [OTHERS_SIGN];
}

/** Configurations that work but may not be intended. */
function warn(own: OwnKeys, running: readonly RunningKeys[], rows: readonly Row[], progress: (line: string) => void): void {
  const [sealing, signing] = [own.secrets[0], own.jwt[0]].map((key) => lockOf(key?.checkValue ?? ''));
  if (running.some(({ readable }) => !readable.has(Number(sealing))))
    progress(
      'SECRETS_KEY: other running processes cannot decrypt with its first key yet; put a new key last in all lists before it comes first in one',
    );
  if (running.some(({ jwt }) => !jwt.has(Number(signing))))
    progress(
      'JWT_SECRET: other running processes cannot verify with its first key yet; put a new key last in all lists before it comes first in one',
    );
  const before = rows.filter(({ purpose }) => purpose === 'JWT_SECRET').map(({ check_value: value }) => value);
  if (before.length > 0 && !own.jwt.some(({ checkValue }) => before.includes(checkValue)))
    progress('JWT_SECRET: no key of before is in the list, so whoever was logged in has to log in again');
}

/** Stores all JWT_SECRET keys of running processes, and those SECRETS_KEY keys that may have encrypted something. */
async function remember(
  client: ClientBase,
  { jwt, secrets }: OwnKeys,
  running: readonly RunningKeys[],
  before: readonly Row[],
): Promise<void> {
  const [first] = secrets;
  // An earlier release did not record which of several keys it used.
  const used = before.some(({ purpose }) => purpose === 'SECRETS_KEY') ? secrets.slice(0, 1) : secrets;
  const gone = before.filter(
    ({ purpose, check_value: value }) => purpose === 'JWT_SECRET' && !running.some((one) => one.jwt.has(lockOf(value))),
  );
  await client.query(`DELETE FROM key_checks WHERE purpose = 'JWT_SECRET' AND check_value = ANY ($1::text[])`, [
    gone.map(({ check_value: value }) => value),
  ]);
  await client.query(
    `INSERT INTO key_checks (purpose, check_value) SELECT 'JWT_SECRET', value FROM unnest($1::text[]) AS own(value)
     ON CONFLICT (purpose, check_value) DO NOTHING`,
    [jwt.map(({ checkValue }) => checkValue)],
  );
  await client.query(
    `INSERT INTO key_checks (purpose, check_value, key_id)
     SELECT 'SECRETS_KEY', value, id FROM unnest($1::text[], $2::text[]) AS own(value, id) ON CONFLICT (purpose, check_value) DO NOTHING`,
    [used.map(({ checkValue }) => checkValue), used.map(({ keyId }) => keyId)],
  );
  await client.query(
    `UPDATE key_checks SET is_current = (check_value = $1)
      WHERE purpose = 'SECRETS_KEY' AND is_current <> (check_value = $1)`,
    [first?.checkValue],
  );
}

/**
 * Once all processes can decrypt with this process's first key, everything encrypted with other keys is re-encrypted, and those keys are
 * forgotten.
 */
async function rotate(
  client: ClientBase,
  box: SecretBox,
  own: OwnKeys,
  running: readonly RunningKeys[],
  progress: (line: string) => void,
): Promise<void> {
  const sealing = lockOf(own.secrets[0]?.checkValue ?? '');
  if (running.some(({ readable }) => !readable.has(sealing))) return;
  const { rows } = await client.query<Row>(`SELECT * FROM key_checks WHERE purpose = 'SECRETS_KEY' AND NOT is_current`);
  const mine = rows.filter(({ check_value: value }) => own.secrets.some(({ checkValue }) => checkValue === value));
  if (mine.length > 0) {
    const count = await resealSecrets(
      client,
      box,
      mine.map(({ key_id: id }) => id),
    );
    if (count > 0) progress(`SECRETS_KEY: ${count} stored secrets are encrypted with its first key now`);
  }
  // A key that a process still encrypts with is still needed.
  const over = rows.filter(({ check_value: value }) => !running.some((one) => one.sealing.has(lockOf(value))));
  await client.query(`DELETE FROM key_checks WHERE purpose = 'SECRETS_KEY' AND check_value = ANY ($1::text[])`, [
    over.map(({ check_value: value }) => value),
  ]);
}
