import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules per operation, and the collections of operations that users keep. */
export class ValidationsAndCollections1764000000000 implements MigrationInterface {
  name = 'ValidationsAndCollections1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE TABLE json_schema_validations (
      operation_id varchar(200) NOT NULL,
      json_schema text NOT NULL,
      revision uuid NOT NULL,
      CONSTRAINT json_schema_validations_pkey PRIMARY KEY (operation_id)
    )`);
    await runner.query(`CREATE TABLE authentication_type_validations (
      operation_id varchar(200) NOT NULL,
      allowed_authentication_types text[] NOT NULL,
      CONSTRAINT authentication_type_validations_pkey PRIMARY KEY (operation_id)
    )`);
    await runner.query(`CREATE TABLE api_collections (
      api_collection_id varchar(36) NOT NULL,
      user_id varchar(36) NOT NULL,
      api_collection_name varchar(100) NOT NULL,
      is_sharable boolean NOT NULL,
      description varchar(2000) NOT NULL,
      CONSTRAINT api_collections_pkey PRIMARY KEY (api_collection_id),
      CONSTRAINT api_collections_user_id_api_collection_name_key UNIQUE (user_id, api_collection_name),
      CONSTRAINT api_collections_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)
    )`);
    await runner.query(`CREATE TABLE api_collection_endpoints (
      api_collection_endpoint_id varchar(36) NOT NULL,
      api_collection_id varchar(36) NOT NULL,
      operation_id varchar(200) NOT NULL,
      CONSTRAINT api_collection_endpoints_pkey PRIMARY KEY (api_collection_endpoint_id),
      CONSTRAINT api_collection_endpoints_api_collection_id_operation_id_key UNIQUE (api_collection_id, operation_id),
      CONSTRAINT api_collection_endpoints_api_collection_id_fkey FOREIGN KEY (api_collection_id)
        REFERENCES api_collections (api_collection_id) ON DELETE CASCADE
    )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_collection_endpoints');
    await runner.query('DROP TABLE api_collections');
    await runner.query('DROP TABLE authentication_type_validations');
    await runner.query('DROP TABLE json_schema_validations');
  }
}
