import { createHmac } from 'node:crypto';
import type { Config } from '../config/config.js';
import { jwtSecrets, secretsKeys } from '../config/persisted-secret.js';
import { secretsKeyId } from './secret-box.js';
import type { KeyCheck } from './key-check.entity.js';

/** What is published about a key: enough to recognise it, but useless to anybody who does not have it. */
export type OwnKey = Pick<KeyCheck, 'checkValue' | 'keyId'>;

/** The keys of this process, in the order of their lists. */
export interface OwnKeys {
  readonly jwt: readonly OwnKey[];
  readonly secrets: readonly OwnKey[];
}

export type KeySettings = Pick<Config, 'jwtSecrets' | 'secretsKeys' | 'dataDir'>;

/** Reads the keys of the configuration, or those kept in DATA_DIR. */
export const ownKeys = (config: KeySettings): OwnKeys => ({
  jwt: jwtSecrets(config).map((secret) => ({ checkValue: checkValue('JWT_SECRET', secret), keyId: '' })),
  secrets: secretsKeys(config).map((secret) => ({ checkValue: checkValue('SECRETS_KEY', secret), keyId: secretsKeyId(secret) })),
});

/** A key has at least 32 characters, so it cannot be guessed from this. */
const checkValue = (purpose: KeyCheck['purpose'], secret: string): string =>
  createHmac('sha256', secret).update(`customer-messages key check v1: ${purpose}`).digest('hex');
