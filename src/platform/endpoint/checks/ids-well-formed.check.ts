import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ErrorKey } from '../../errors/catalogue.js';
import { ObpError } from '../../errors/obp-error.js';
import { type BodyTest, Check } from './check.js';

declare module './check-name.js' {
  interface CheckNames {
    idsWellFormed: true;
  }
}

const ID_NAMES = new Set([
  'id',
  'user_id',
  'bank_id',
  'account_id',
  'customer_id',
  'branch_id',
  'atm_id',
  'transaction_id',
  'transaction_request_id',
  'card_id',
  'view_id',
]);
const ID = /^[A-Za-z0-9\-._]{1,36}$/;

/** Refuses ids with other characters anywhere in the body, even in ignored fields (contract section 1.2, step 4). */
@Injectable()
export class IdsWellFormed extends Check {
  errors(): readonly ErrorKey[] {
    return ['InvalidJson'];
  }

  run(request: FastifyRequest): void {
    refuseMalformedIds(request.body);
  }

  override bodyTest(): BodyTest {
    return refuseMalformedIds;
  }
}

/** @throws ObpError OBP-10001 naming each of them. */
function refuseMalformedIds(body: unknown): undefined {
  const wrong = malformedIds(body);
  if (wrong.length > 0)
    throw new ObpError(
      'InvalidJson',
      ` Here are all invalid values: List(${wrong.map(([name, value]) => `(${name},${value})`).join(', ')})`,
    );
}

/** Walks without recursion: the depth of a body is the caller's choice. */
export function malformedIds(body: unknown): [name: string, value: string][] {
  const found: [string, string][] = [];
  const waiting: unknown[] = [body];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (Array.isArray(value)) {
      for (const inner of value as unknown[]) if (isGroup(inner)) waiting.push(inner);
    } else if (isGroup(value)) {
      for (const name of Object.keys(value)) {
        const inner = (value as Record<string, unknown>)[name];
        if (typeof inner === 'string') {
          if (ID_NAMES.has(name) && inner !== '' && !ID.test(inner)) found.push([name, inner]);
        } else if (isGroup(inner)) waiting.push(inner);
      }
    }
  }
  return found;
}

const isGroup = (value: unknown): value is object => typeof value === 'object' && value !== null;
