import { hash } from 'node:crypto';
import { randomCredential } from '../../consumers/new-consumer.js';
import type { SecretBox } from '../../../platform/keys/secret-box.js';

/** A token and its secret, as a client gets them. */
export interface Token {
  readonly token: string;
  readonly secret: string;
}

/** How a token is stored: without it, and with its secret encrypted. */
export interface StoredToken {
  readonly hash: Buffer;
  readonly sealed: string;
}

/** 40 characters each. */
export const newToken = (): Token => ({ token: randomCredential(), secret: randomCredential() });

export const digest = (text: string): Buffer => hash('sha256', text, 'buffer');

export function toStore({ token, secret }: Token, box: SecretBox): StoredToken {
  const hashed = digest(token);
  return { hash: hashed, sealed: box.seal(secret, ownerOf(hashed)) };
}

/** @throws Error when `SECRETS_KEY` no longer holds the key. */
export const openSecret = ({ hash: hashed, sealed }: StoredToken, box: SecretBox): string => box.open(sealed, ownerOf(hashed));

const ownerOf = (hashed: Buffer): string => hashed.toString('hex');
