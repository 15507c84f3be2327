// Loaded with `--import` into a service to kill its embedded database as soon as the file DIE_WHEN exists, in the way given by DIE_HOW.
import { existsSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.DIE_WHEN ?? '';

/** @type {Record<string, () => void>} */
const ways = {
  exit: () => whenAsked(() => process.exit(3)),
  throw: () =>
    whenAsked(() => {
      throw new Error('thrown outside of any query');
    }),
  trap: () => void breakEngine(),
};

if (!isMainThread) ways[process.env.DIE_HOW ?? '']?.();

/** @param {() => void} die */
function whenAsked(die) {
  setInterval(() => {
    if (existsSync(file)) die();
  }, 20).unref();
}

/** Puts a defect into the WebAssembly module, which PGlite meets in the next statement. */
async function breakEngine() {
  const { PGlite } = await import('@electric-sql/pglite');
  const create = PGlite.create.bind(PGlite);
  PGlite.create = /** @type {any} */ (
    async (/** @type {any} */ options) => {
      const db = await create(options);
      const step = db.Module._PostgresMainLoopOnce;
      db.Module._PostgresMainLoopOnce = () => {
        if (existsSync(file)) throw new Error('unreachable');
        step();
      };
      return db;
    }
  );
}
