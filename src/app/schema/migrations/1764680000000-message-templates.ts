import type { QueryRunner } from 'typeorm';
import type { Migration } from '../../../platform/database/migration.js';

/** Templates of messages with their versions, and of which one a delivery was. */
export class MessageTemplates1764680000000 implements Migration {
  readonly name = 'MessageTemplates1764680000000';
  readonly expanding = true;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE message_templates (
      bank_id varchar(44) NOT NULL,
      template_id varchar(64) NOT NULL,
      name varchar(128) NOT NULL,
      newest_version int NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT now(),
      archived_at timestamptz(3),
      CONSTRAINT message_templates_pkey PRIMARY KEY (bank_id, template_id),
      CONSTRAINT message_templates_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
    )`);
    await runner.query(`CREATE TABLE message_template_versions (
      bank_id varchar(44) NOT NULL,
      template_id varchar(64) NOT NULL,
      version int NOT NULL,
      default_language varchar(35) NOT NULL,
      texts jsonb NOT NULL,
      created_by_user_id varchar(36) NOT NULL,
      created_at timestamptz(3) NOT NULL DEFAULT now(),
      CONSTRAINT message_template_versions_pkey PRIMARY KEY (bank_id, template_id, version),
      CONSTRAINT message_template_versions_template_fkey FOREIGN KEY (bank_id, template_id)
        REFERENCES message_templates (bank_id, template_id)
    )`);
    await runner.query(`ALTER TABLE deliveries
      ADD COLUMN template_id varchar(64) NOT NULL DEFAULT '', ADD COLUMN template_version int NOT NULL DEFAULT 0`);
    await runner.query(`CREATE INDEX deliveries_bank_id_template_id_message_id_idx ON deliveries (bank_id, template_id, message_id)
      WHERE template_id <> ''`);
    await this.writeSandbox(runner);
  }

  /** A sandbox of an earlier release gets what a new one has; here, so that nobody who takes it away finds it again after the next start. */
  private async writeSandbox(runner: QueryRunner): Promise<void> {
    const isThere = `EXISTS (SELECT FROM consumers WHERE consumer_id = '7uy8a7e4-0000-4000-8000-5a4db0c05e00')`;
    await runner.query(`INSERT INTO message_templates (bank_id, template_id, name, newest_version)
      SELECT bank_id, template_id, name, 1
        FROM banks CROSS JOIN (VALUES ('one-time-code', 'One-time code'), ('card-ready', 'Card is ready')) AS t (template_id, name)
       WHERE bank_id = 'gh.29.uk' AND ${isThere}`);
    await runner.query(`INSERT INTO message_template_versions (bank_id, template_id, version, default_language, texts, created_by_user_id)
      SELECT bank_id, template_id, 1, 'en',
             CASE template_id
               WHEN 'one-time-code' THEN jsonb_build_object(
                 'en', 'Your code is {{code}}. We never ask you for it.', 'es', 'Su código es {{code}}. Nunca se lo pediremos.')
               ELSE jsonb_build_object(
                 'en', 'Dear {{name}}, your card is ready at {{branch}}.', 'es', 'Hola, {{name}}: su tarjeta le espera en {{branch}}.')
             END, 'sandbox'
        FROM message_templates`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX deliveries_bank_id_template_id_message_id_idx');
    await runner.query('ALTER TABLE deliveries DROP COLUMN template_id, DROP COLUMN template_version');
    await runner.query('DROP TABLE message_template_versions');
    await runner.query('DROP TABLE message_templates');
  }
}
