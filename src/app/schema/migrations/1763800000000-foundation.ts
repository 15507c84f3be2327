import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The first tables. Reference tables first, since the distributed ones refer to them (see `table-kinds.ts`). */
export class Foundation1763800000000 implements MigrationInterface {
  name = 'Foundation1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['messages', 'user_customer_links', 'customers', 'entitlements', 'sessions', 'consumers', 'users', 'banks'])
      await runner.query(`DROP TABLE ${table}`);
  }
}

const UP = [
  `CREATE TABLE banks (
    bank_id varchar(44) NOT NULL,
    short_name varchar(100) NOT NULL,
    full_name varchar(255) NOT NULL DEFAULT '',
    logo varchar(2000) NOT NULL DEFAULT '',
    website varchar(2000) NOT NULL DEFAULT '',
    swift_bic varchar(255) NOT NULL DEFAULT '',
    routing_scheme varchar(255) NOT NULL DEFAULT '',
    routing_address varchar(255) NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT banks_pkey PRIMARY KEY (bank_id)
  )`,
  `CREATE TABLE users (
    user_id varchar(36) NOT NULL,
    provider varchar(100) NOT NULL,
    username varchar(100) NOT NULL,
    email varchar(200) NOT NULL DEFAULT '',
    first_name varchar(100) NOT NULL DEFAULT '',
    last_name varchar(100) NOT NULL DEFAULT '',
    password_hash varchar(255),
    is_super_admin boolean NOT NULL DEFAULT false,
    is_deleted boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT users_pkey PRIMARY KEY (user_id),
    CONSTRAINT users_provider_username_key UNIQUE (provider, username)
  )`,
  `CREATE INDEX users_email_idx ON users (email)`,
  `CREATE TABLE consumers (
    consumer_id varchar(36) NOT NULL,
    key varchar(250) NOT NULL,
    secret varchar(500) NOT NULL,
    name varchar(100) NOT NULL,
    app_type varchar(20) NOT NULL DEFAULT '',
    description varchar(2000) NOT NULL DEFAULT '',
    developer_email varchar(100) NOT NULL DEFAULT '',
    redirect_url varchar(250) NOT NULL DEFAULT '',
    client_certificate varchar(4000) NOT NULL DEFAULT '',
    created_by_user_id varchar(36) NOT NULL DEFAULT '',
    is_active boolean NOT NULL DEFAULT false,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consumers_pkey PRIMARY KEY (consumer_id),
    CONSTRAINT consumers_key_key UNIQUE (key),
    CONSTRAINT consumers_name_key UNIQUE (name)
  )`,
  `CREATE TABLE sessions (
    session_id uuid NOT NULL,
    user_id varchar(36) NOT NULL,
    consumer_id varchar(36) NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CONSTRAINT sessions_pkey PRIMARY KEY (session_id),
    CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT sessions_consumer_id_fkey FOREIGN KEY (consumer_id) REFERENCES consumers (consumer_id)
  )`,
  `CREATE INDEX sessions_user_id_idx ON sessions (user_id)`,
  `CREATE TABLE entitlements (
    entitlement_id varchar(36) NOT NULL,
    user_id varchar(36) NOT NULL,
    bank_id varchar(44) NOT NULL DEFAULT '',
    role_name varchar(64) NOT NULL,
    created_by_process varchar(255) NOT NULL DEFAULT 'manual',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT entitlements_pkey PRIMARY KEY (entitlement_id),
    CONSTRAINT entitlements_user_id_bank_id_role_name_key UNIQUE (user_id, bank_id, role_name),
    CONSTRAINT entitlements_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id)
  )`,
  `CREATE TABLE customers (
    bank_id varchar(44) NOT NULL,
    customer_id varchar(36) NOT NULL,
    customer_number varchar(50) NOT NULL,
    legal_name varchar(255) NOT NULL,
    mobile_phone_number varchar(50) NOT NULL,
    email varchar(200) NOT NULL DEFAULT '',
    face_image_url varchar(2000) NOT NULL DEFAULT '',
    face_image_date timestamptz,
    date_of_birth timestamptz,
    relationship_status varchar(16) NOT NULL DEFAULT '',
    dependants integer NOT NULL DEFAULT 0,
    dob_of_dependants timestamptz[] NOT NULL DEFAULT '{}',
    credit_rating varchar(100) NOT NULL DEFAULT '',
    credit_source varchar(100) NOT NULL DEFAULT '',
    credit_limit_currency varchar(100) NOT NULL DEFAULT '',
    credit_limit_amount varchar(100) NOT NULL DEFAULT '',
    highest_education_attained varchar(32) NOT NULL DEFAULT '',
    employment_status varchar(32) NOT NULL DEFAULT '',
    kyc_status boolean NOT NULL DEFAULT false,
    last_ok_date timestamptz,
    title varchar(255) NOT NULL DEFAULT '',
    branch_id varchar(255) NOT NULL DEFAULT '',
    name_suffix varchar(255) NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT customers_pkey PRIMARY KEY (bank_id, customer_id),
    CONSTRAINT customers_bank_id_customer_number_key UNIQUE (bank_id, customer_number),
    CONSTRAINT customers_bank_id_fkey FOREIGN KEY (bank_id) REFERENCES banks (bank_id)
  )`,
  `CREATE TABLE user_customer_links (
    bank_id varchar(44) NOT NULL,
    user_customer_link_id varchar(36) NOT NULL,
    user_id varchar(36) NOT NULL,
    customer_id varchar(36) NOT NULL,
    date_inserted timestamptz NOT NULL DEFAULT now(),
    is_active boolean NOT NULL DEFAULT true,
    CONSTRAINT user_customer_links_pkey PRIMARY KEY (bank_id, user_customer_link_id),
    CONSTRAINT user_customer_links_bank_id_user_id_customer_id_key UNIQUE (bank_id, user_id, customer_id),
    CONSTRAINT user_customer_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (user_id),
    CONSTRAINT user_customer_links_bank_id_customer_id_fkey FOREIGN KEY (bank_id, customer_id)
      REFERENCES customers (bank_id, customer_id)
  )`,
  `CREATE INDEX user_customer_links_bank_id_customer_id_idx ON user_customer_links (bank_id, customer_id)`,
  `CREATE INDEX user_customer_links_user_id_idx ON user_customer_links (user_id)`,
  `CREATE TABLE messages (
    bank_id varchar(44) NOT NULL,
    customer_id varchar(36) NOT NULL,
    message_id uuid NOT NULL,
    date timestamptz(3) NOT NULL,
    transport varchar(64) NOT NULL DEFAULT '',
    message varchar(1024) NOT NULL,
    from_department varchar(64) NOT NULL,
    from_person varchar(64) NOT NULL,
    created_by_user_id varchar(36) NOT NULL,
    created_by_consumer_id varchar(36) NOT NULL,
    CONSTRAINT messages_pkey PRIMARY KEY (bank_id, customer_id, message_id),
    CONSTRAINT messages_bank_id_customer_id_fkey FOREIGN KEY (bank_id, customer_id)
      REFERENCES customers (bank_id, customer_id)
  )`,
];
