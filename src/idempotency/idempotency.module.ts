import { Module } from '@nestjs/common';
import { ExpiredKeys } from './expired-keys.service.js';
import { IdempotencyKeyValid } from './idempotency-key.check.js';
import { KeyedCalls } from './keyed-calls.service.js';

@Module({ providers: [IdempotencyKeyValid, KeyedCalls, ExpiredKeys], exports: [KeyedCalls] })
export class IdempotencyModule {}
