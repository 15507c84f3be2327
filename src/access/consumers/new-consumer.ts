import { randomInt } from 'node:crypto';
import { ObpError } from '../../platform/errors/obp-error.js';
import { readRedirectUrl } from './redirect-url.js';

/** What the creator of an application says about it. */
export interface NewConsumer {
  readonly name: string;
  readonly description: string;
  readonly developerEmail: string;
  readonly redirectUrl: string;
  readonly clientCertificate: string;
  readonly isActive: boolean;
}

const SHORTEST_NAME = 3;
const LONGEST_NAME = 100;

/** @throws ObpError OBP-30024 saying what is wrong (contract section 3.9). */
export function refuseBadConsumer({ name, description, redirectUrl }: NewConsumer): void {
  const refuse = (reason: string): never => {
    throw new ObpError('CannotCreateConsumer', reason);
  };
  if ([...name].length < SHORTEST_NAME) refuse(`The app_name must have at least ${SHORTEST_NAME} characters.`);
  if (description === '') refuse('The description must not be empty.');
  const redirect = redirectUrl === '' ? undefined : readRedirectUrl(redirectUrl);
  if (redirect !== undefined && 'problem' in redirect) refuse(`The redirect_url ${redirect.problem}.`);
}

/** Another name for an application whose own is taken: `_` and ten random letters are added (contract section 3.9). */
export const alternativeName = (name: string): string => {
  const suffix = `_${randomText(10, LETTERS)}`;
  return [...name].slice(0, LONGEST_NAME - suffix.length).join('') + suffix;
};

/** A key or a secret: 40 of 36 possible characters, which is more than 200 bits. */
export const randomCredential = (): string => randomText(40, LETTERS + DIGITS);

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const randomText = (length: number, alphabet: string): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
