import { describe, expect, test } from '@jest/globals';
import { violatedConstraint } from './database.js';

const error = (code: string, message: string, constraint?: string): Error => Object.assign(new Error(message), { code, constraint });

describe('the violated constraint', () => {
  test.each([
    [error('23505', 'whatever', 'banks_pkey'), 'banks_pkey'],
    [error('23503', 'whatever', 'messages_bank_id_customer_id_fkey'), 'messages_bank_id_customer_id_fkey'],
    [
      error('23505', 'duplicate key value violates unique constraint "user_customer_links_user_id_customer_id_key_102008"'),
      'user_customer_links_user_id_customer_id_key',
    ],
    [error('23505', 'duplicate key value violates unique constraint "idempotency_keys_pkey_102040"'), 'idempotency_keys_pkey'],
    [error('23505', 'whatever', 'customers_pkey_1020081'), 'customers_pkey'],
    [
      error(
        '23503',
        'insert or update on table "messages_102016" violates foreign key constraint "messages_bank_id_customer_id_fkey_102016"',
      ),
      'messages_bank_id_customer_id_fkey',
    ],
    [
      error('23505', 'llave duplicada viola restricción de unicidad «customers_bank_id_customer_number_key_102008»'),
      'customers_bank_id_customer_number_key',
    ],
    [error('23505', 'doppelter Schlüsselwert verletzt Unique-Constraint „consumers_name_key“'), 'consumers_name_key'],
    [Object.assign(new Error('query failed'), { driverError: error('23505', 'whatever', 'scopes_pkey') }), 'scopes_pkey'],
  ])('of %s', (thrown, name) => expect(violatedConstraint(thrown)).toBe(name));

  test.each([
    error('23502', 'null value in column "fingerprint" of relation "idempotency_keys" violates not-null constraint'),
    error('23514', 'new row violates check constraint', 'banks_check'),
    error('23505', 'duplicate key value'),
    new Error('duplicate key value violates unique constraint "banks_pkey"'),
  ])('is none of %s', (thrown) => expect(violatedConstraint(thrown)).toBeUndefined());
});
