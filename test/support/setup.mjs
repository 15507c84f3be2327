import { ownDatabase } from './databases.mjs';
import { removeFolder, startService } from './service.mjs';

/** @type {(() => Promise<void>)[]} */
const stops = [];

/**
 * Starts the service that all e2e files of one database share. They keep apart by making banks and users of their own.
 *
 * @param {import('./databases.mjs').DatabaseKind} kind
 */
export async function setUp(kind) {
  const { env, drop } = await ownDatabase(kind);
  const service = await startService(env);
  process.env[`E2E_${kind}`] = JSON.stringify({ url: service.url, dataDir: service.dataDir, databaseUrl: env.DATABASE_URL });
  stops.push(async () => {
    await service.stop();
    await drop();
    removeFolder(service.dataDir);
  });
}

export async function tearDown() {
  for (const stop of stops.splice(0)) await stop();
}
