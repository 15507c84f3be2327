import type { DataSource } from 'typeorm';
import { createDatabase, databaseKind } from './databases.mjs';
import { removeFolder, temporaryFolder } from './service.mjs';

/**
 * A module as it was built: the embedded engine is a worker beside its own file.
 *
 * @param path below `src`, without the ending.
 */
export const built = async <Module>(path: string): Promise<Module> => (await import(`../../dist/src/${path}.js`)) as Module;

/** An empty database of the test's own, with all tables: on the server, or an embedded one. */
export async function openBuiltDatabase(): Promise<{ readonly dataSource: DataSource; close(): Promise<void> }> {
  const { DataSource: Opened } = await import('typeorm');
  const { dataSourceOptions } = await built<typeof import('../../src/app/schema/data-source-options.js')>('app/schema/data-source-options');
  const engines = await built<typeof import('../../src/platform/database/embedded/engine.js')>('platform/database/embedded/engine');
  const open = async (
    location: Parameters<typeof dataSourceOptions>[0],
    remove: () => Promise<void>,
  ): ReturnType<typeof openBuiltDatabase> => {
    const dataSource = await new Opened(dataSourceOptions(location)).initialize();
    await dataSource.runMigrations({ transaction: 'each' });
    const close = async (): Promise<void> => {
      await dataSource.destroy();
      await remove();
    };
    return { dataSource, close };
  };
  if (databaseKind() === 'postgres') {
    const { url, drop } = await createDatabase();
    return open({ url, poolSize: 10 }, drop);
  }
  const folder = temporaryFolder();
  const engine = await engines.startEmbeddedEngine(folder, () => undefined);
  return open({ embeddedHost: engine.host }, async () => {
    await engine.stop();
    removeFolder(folder);
  });
}
