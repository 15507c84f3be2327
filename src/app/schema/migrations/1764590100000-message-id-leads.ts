import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Dates of messages tell the time also after the clock was set back; their ids go on from where they were. */
export class MessageIdLeads1764590100000 implements Migration {
  readonly name = 'MessageIdLeads1764590100000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message_id_leads (
      before uuid NOT NULL,
      since timestamptz(3) NOT NULL,
      CONSTRAINT message_id_leads_pkey PRIMARY KEY (before)
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE message_id_leads');
  }
}
