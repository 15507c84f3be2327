import { Inject, Module } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { ExpiredRows } from '../database/expired-rows.js';
import { IdempotencyKeyValid } from './idempotency-key.check.js';
import { IdempotentCalls } from './idempotent-calls.js';

@Module({ providers: [IdempotencyKeyValid, IdempotentCalls], exports: [IdempotentCalls] })
export class IdempotencyModule {
  constructor(expired: ExpiredRows, @Inject(CONFIG) { idempotencyKeySeconds }: Config) {
    const every = idempotencyKeySeconds * 1000;
    expired.registerDistributed({ table: 'idempotency_keys', every });
  }
}
