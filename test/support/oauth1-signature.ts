import { createHmac } from 'node:crypto';
import OAuthOne from 'oauth-1.0a';

/** The tests do not sign with the code that they test. */
const client = new OAuthOne({ consumer: { key: '', secret: '' } });

export const baseString = (method: string, url: string, parameters: readonly (readonly [string, string])[]): string => {
  const encoded = parameters.map(([name, value]) => [client.percentEncode(name), client.percentEncode(value)].join('='));
  const joined = encoded.sort((a, b) => (a.replace('=', '\0') < b.replace('=', '\0') ? -1 : 1)).join('&');
  return [method, url, joined].map((part) => client.percentEncode(part)).join('&');
};

export const sign = (base: string, consumerSecret: string, tokenSecret: string, hash: 'sha1' | 'sha256'): string =>
  createHmac(hash, `${client.percentEncode(consumerSecret)}&${client.percentEncode(tokenSecret)}`)
    .update(base)
    .digest('base64');
