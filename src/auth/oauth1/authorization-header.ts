import { decode, type Pair } from './encoding.js';

/** What an `Authorization: OAuth ...` header says (RFC 5849 section 3.5.1). */
export interface OAuthHeader {
  /** Of each name the value; empty ones are absent (contract section 3.3). */
  readonly values: ReadonlyMap<string, string>;
  /** Whether a name is there twice. */
  readonly duplicated: boolean;
  /** What is signed: all but `realm` and the signature itself, the empty ones too. */
  readonly signed: readonly Pair[];
}

/** Reads `OAuth name="value", ...`: blanks between the parts and the quotes around values are optional. */
export function readOAuthHeader(header: string): OAuthHeader {
  const start = header.indexOf('OAuth');
  const pairs = header
    .slice(start < 0 ? header.length : start + 'OAuth'.length)
    .split(',')
    .flatMap(readPair);
  const names = pairs.map(([name]) => name);
  return {
    values: new Map(pairs.filter(([, value]) => value !== '')),
    duplicated: new Set(names).size !== names.length,
    signed: pairs.filter(([name]) => name !== 'oauth_signature' && name.toLowerCase() !== 'realm'),
  };
}

function readPair(part: string): Pair[] {
  const at = part.indexOf('=');
  if (at < 0) return [];
  const value = part
    .slice(at + 1)
    .trim()
    .replace(/^"|"$/g, '')
    .trim();
  return [[decode(part.slice(0, at).trim()), decode(value)]];
}
