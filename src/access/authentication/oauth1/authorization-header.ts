import { decode, type Pair } from './encoding.js';

/** What an `Authorization: OAuth ...` header says (RFC 5849 section 3.5.1). */
export interface OAuthHeader {
  /** The values by name; empty ones are absent (contract section 3.3). */
  readonly values: ReadonlyMap<string, string>;
  /** Whether a name occurs twice. */
  readonly duplicated: boolean;
  /** The signed parameters: all except `realm` and the signature itself, including empty ones. */
  readonly signed: readonly Pair[];
}

/** @param parameters names and values as they came: percent-encoded, with blanks around them. */
export function readOAuthParameters(parameters: readonly Pair[]): OAuthHeader {
  const pairs = parameters.map(([name, value]): Pair => [decode(name), decode(value.trim())]);
  const names = pairs.map(([name]) => name);
  return {
    values: new Map(pairs.filter(([, value]) => value !== '')),
    duplicated: new Set(names).size !== names.length,
    signed: pairs.filter(([name]) => name !== 'oauth_signature' && name.toLowerCase() !== 'realm'),
  };
}
