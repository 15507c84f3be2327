import { ownDatabase, usesRedis } from './databases.mjs';
import { removeFolder, startService, temporaryFolder } from './service.mjs';

/** @type {(() => Promise<void>)[]} */
const stops = [];

/** @param {() => Promise<void>} stop */
export const atTheEnd = (stop) => void stops.push(stop);

/**
 * Starts the service that all files of one suite share. They stay apart by creating their own banks and users.
 *
 * @param {import('./databases.mjs').DatabaseKind} kind
 * @param {string} suite its name in jest.config.mjs
 */
export async function setUp(kind, suite = kind) {
  if (kind === 'pglite' && process.env.E2E_STARTED === undefined) await makeStartedFolder();
  const { env, drop } = await ownDatabase(kind);
  // With a server and a Redis two processes share the port, so that every suite also proves that they are one service.
  // On a server it makes its keys itself, in a folder that tests read them from.
  const own = kind === 'postgres' ? { ...env, DATA_DIR: temporaryFolder() } : env;
  const service = await startService(usesRedis(kind) ? { ...own, WORKERS: '2', REDIS_URL: String(process.env.TEST_REDIS_URL) } : own);
  process.env[`E2E_${suite}`] = JSON.stringify({ url: service.url, dataDir: service.dataDir, databaseUrl: env.DATABASE_URL });
  atTheEnd(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });
}

/**
 * The service that the files of a project share.
 *
 * @param {unknown} _global
 * @param {{ globals: { SUITE: string, DATABASE: import('./databases.mjs').DatabaseKind } }} project
 */
export const setUpProject = (_global, { globals }) => setUp(globals.DATABASE, globals.SUITE);

/** What `startedFolder()` copies. */
async function makeStartedFolder() {
  const folder = temporaryFolder();
  const service = await startService({ DATA_DIR: folder });
  await service.stop();
  process.env.E2E_STARTED = folder;
  atTheEnd(() => Promise.resolve(removeFolder(folder)));
}

export async function tearDown() {
  for (const stop of stops.splice(0)) await stop();
}
