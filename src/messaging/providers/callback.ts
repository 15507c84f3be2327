import { createHash, timingSafeEqual } from 'node:crypto';
import type { Receipt } from './provider.js';

/** What a provider calls us with, to tell what became of messages. */
export interface CallbackRequest {
  readonly method: string;
  /** As the provider has it: the public URL of the service, never the Host of the request, with path and query as they came. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes, before anything has read them; signatures are about these. */
  readonly body: Buffer;
  /** What follows the id of the provider in the path, without a slash: the secret of those who sign nothing. */
  readonly secret: string;
}

/**
 * Receipts, also none where the call is genuine and tells nothing of interest; the provider is to be answered with 2xx once they are stored.
 * `unauthorized`: nobody shows that this comes from the provider. `malformed`: it does, and cannot be read.
 */
export type CallbackResult = { readonly receipts: readonly Receipt[] } | { readonly refusal: 'unauthorized' | 'malformed' };

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares without telling by its time how much of them is the same. An empty secret is none. */
export const isSameSecret = (given: string, wanted: string): boolean => wanted !== '' && timingSafeEqual(digest(given), digest(wanted));

export const hasSecret = ({ secret }: CallbackRequest, wanted: string): boolean => isSameSecret(secret, wanted);

/** The one value of a header; empty for none or several. */
export function headerOf({ headers }: CallbackRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
