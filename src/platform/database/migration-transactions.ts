import { type EntitySubscriberInterface, EventSubscriber, type TransactionCommitEvent, type TransactionStartEvent } from 'typeorm';
import { markExpanding } from './schema-check.js';

/** Timeouts that the database or the role may preset for requests, and that would cut a migration short. */
const LIMITS = ['statement_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout'];

/** What each transaction of a migration begins and ends with. */
@EventSubscriber()
export class MigrationTransactions implements EntitySubscriberInterface {
  async afterTransactionStart({ queryRunner }: TransactionStartEvent): Promise<void> {
    // Looked up by name, since `transaction_timeout` came with PostgreSQL 17.
    await queryRunner.query(`SELECT set_config(name, '0', true) FROM pg_settings WHERE name = ANY($1)`, [LIMITS]);
    // A release must not queue behind a long transaction while every request queues behind the release.
    await queryRunner.query(`SET LOCAL lock_timeout = '10s'`);
  }

  async beforeTransactionCommit({ queryRunner }: TransactionCommitEvent): Promise<void> {
    await markExpanding(queryRunner);
  }
}
