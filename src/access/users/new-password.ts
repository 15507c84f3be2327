import { ObpError } from '../../platform/errors/obp-error.js';

/** The allowed characters: letters, digits, ASCII punctuation and space (contract section 3.8). */
const ALLOWED = /^[A-Za-z0-9 !-/:-@[-`{-~]+$/;
const MIXED = /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[!-/:-@[-`{-~])[^ ]{10,16}$/;

/** Minimum length of the rest of a password for the list lookup; shorter words occur in any password. */
const SHORTEST_WORD = 4;

let known: Promise<ReadonlySet<string>> | undefined;

/** Read when the first password is chosen: most processes never need it. */
const commonPasswords = (): Promise<ReadonlySet<string>> =>
  (known ??= import('@zxcvbn-ts/language-common').then(({ dictionary }) => new Set(dictionary['passwords-common'])));

/**
 * Refuses a password that is not allowed, wherever it is set: OBP's rule, then a list of the 49,000 most common ones.
 *
 * @throws ObpError OBP-30207 (contract section 3.8), OBP-98091 (decision 64).
 */
export async function refuseBadPassword(password: string): Promise<void> {
  const isAcceptable = ALLOWED.test(password) && password.length <= 512 && (password.length > 16 || MIXED.test(password));
  if (!isAcceptable) throw new ObpError('InvalidPasswordFormat');
  const common = await commonPasswords();
  if (wordsOf(password).some((word) => common.has(word))) throw new ObpError('PasswordTooCommon');
}

/** A password in lower case, as in the list, and the rest without the digits and symbols that rules make people add. */
function wordsOf(password: string): string[] {
  const whole = password.toLowerCase();
  const plain = whole.replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  const letters = whole.replace(/^[^a-z]+|[^a-z]+$/g, '');
  return [whole, plain, whole.replace(/[^a-z]+$/, ''), letters].filter((word) => word.length >= SHORTEST_WORD);
}
