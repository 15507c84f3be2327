import { type Database, type Statement } from '../../../platform/database/database.js';
import type { MessageCompanion } from '../message-companion.js';
import { DistributedInserts } from './distributed-inserts.js';
import { type MessageInserts } from './message-inserts.js';
import { PlainInserts } from './plain-inserts.js';

/** The table in which Citus lists its distributed tables. */
const HAS_CITUS: Statement = { name: 'citus_is_there', text: `SELECT to_regclass('pg_dist_partition') IS NOT NULL AS yes` };
const IS_DISTRIBUTED: Statement = {
  name: 'messages_are_distributed',
  text: `SELECT EXISTS (SELECT FROM pg_dist_partition WHERE logicalrelid = 'messages'::regclass) AS yes`,
};

/** Whether the tables that grow with messages are spread over the nodes of a Citus cluster. */
export const areDistributed = async (database: Database): Promise<boolean> =>
  (await says(database, HAS_CITUS)) && (await says(database, IS_DISTRIBUTED));

/** The statements that suit the tables as they are at the start of this process. */
export async function messageInserts(database: Database, companion: MessageCompanion): Promise<MessageInserts> {
  return (await areDistributed(database)) ? new DistributedInserts(database, companion) : new PlainInserts(database, companion);
}

const says = async (database: Database, question: Statement): Promise<boolean> =>
  (await database.query<{ yes: boolean }>(question, []))[0]?.yes === true;
