import { loadConfig } from './src/platform/config/config.js';
import { environment } from './src/platform/config/environment.js';
import { dataSourceOptions, direct } from './src/app/schema/data-source-options.js';
import { MigrationTransactions } from './src/platform/database/migration-transactions.js';
import { locateDatabase } from './src/app/schema/open-database.js';
import { DataSource } from 'typeorm';

/**
 * The data source of TypeORM's command line: the service's own options, on the database that the environment names
 * (the embedded one when it names none; stop the service first).
 *
 *   npm run typeorm -- migration:show
 */
const say = (line: string): void => void process.stderr.write(`${line}\n`);
const { location } = await locateDatabase(loadConfig(environment(say)), say);

export default new DataSource({ ...dataSourceOptions(direct(location)), subscribers: [MigrationTransactions] });
