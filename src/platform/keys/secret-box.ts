import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, type Config } from '../config/config.js';
import { secretsKeys } from '../config/persisted-secret.js';

const CIPHER = 'aes-256-gcm';
/** First part of everything sealed: the format version, in case the rest ever changes. */
const FORM = 'v1';
/** Bytes, as recommended for GCM (NIST SP 800-38D, section 8.2). */
const NONCE = 12;
const TAG = 16;

interface BoxKey {
  /** Written in front of the ciphertext, so that the key can be found after a rotation. Reveals nothing about the key. */
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Encrypts secrets that must be readable again, for keeping in the database: `v1.KEY_ID.BASE64URL`, where the last
 * part is nonce, tag and ciphertext. The first of `SECRETS_KEY` encrypts, all of them decrypt.
 */
@Injectable()
export class SecretBox {
  private known: readonly BoxKey[] | undefined;

  constructor(@Inject(CONFIG) private readonly config: Pick<Config, 'secretsKeys' | 'dataDir'>) {}

  /** @param owner whose secret it is: a secret sealed for one owner cannot be opened as another's. */
  seal(secret: string, owner: string): string {
    const { id, key } = this.keys[0] as BoxKey;
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, key, nonce).setAAD(Buffer.from(owner));
    const text = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return [FORM, id, Buffer.concat([nonce, cipher.getAuthTag(), text]).toString('base64url')].join('.');
  }

  /** @throws Error when it was sealed with a missing key or for another owner, or was changed since. */
  open(sealed: string, owner: string): string {
    const [form, id, content = ''] = sealed.split('.');
    if (form !== FORM) throw new Error('not a sealed secret');
    const found = this.keys.find((candidate) => candidate.id === id);
    if (found === undefined) throw new Error(`the secret was sealed with a key that SECRETS_KEY does not hold: ${id}`);
    const bytes = Buffer.from(content, 'base64url');
    const decipher = createDecipheriv(CIPHER, found.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(owner))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return decipher.update(bytes.subarray(NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
  }

  private get keys(): readonly BoxKey[] {
    return (this.known ??= secretsKeys(this.config).map(boxKey));
  }
}

/** An id to find a key by; it reveals nothing about the key. */
export const secretsKeyId = (secret: string): string => createHash('sha256').update(`secrets-key-id:${secret}`).digest('hex').slice(0, 16);

const boxKey = (secret: string): BoxKey => ({
  id: secretsKeyId(secret),
  key: Buffer.from(hkdfSync('sha256', secret, '', 'customer-messages secrets v1', 32)),
});
