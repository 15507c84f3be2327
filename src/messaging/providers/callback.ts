import { createHash, timingSafeEqual } from 'node:crypto';
import type { CallbackRequest } from './provider.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares without telling by its time how much of them is the same. An empty secret is none. */
export const isSameSecret = (given: string, wanted: string): boolean => wanted !== '' && timingSafeEqual(digest(given), digest(wanted));

export const hasSecret = ({ secret }: CallbackRequest, wanted: string): boolean => isSameSecret(secret, wanted);

/** The one value of a header; empty for none or several. */
export function headerOf({ headers }: CallbackRequest, name: string): string {
  const value = headers[name];
  return typeof value === 'string' ? value : '';
}
