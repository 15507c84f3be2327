import { isLoopback } from './loopback.js';
import { isPlainHost } from './plain-host.js';

/** An identity provider whose tokens are accepted, as `OIDC_ISSUERS` says. */
export interface OidcIssuer {
  /** Compared with the claim `iss` character by character. At most 100 characters: it is stored with its users. */
  readonly issuer: string;
  /** A token has to be for one of them (claim `aud`). */
  readonly audiences: readonly string[];
  /** Applications whose tokens are accepted (claims `azp`, `client_id`); empty: any. */
  readonly authorizedParties: readonly string[];
  /** Names of the claims that users are made of. */
  readonly claims: { readonly username: string; readonly email: string; readonly firstName: string; readonly lastName: string };
  /** How the provider is asked about tokens that are not JWTs (RFC 7662). */
  readonly introspection: { readonly clientId: string; readonly clientSecret: string } | undefined;
  /** How people sign in on the pages. */
  readonly pages: PagesClient | undefined;
}

/** A public client (code with PKCE) that is registered at the provider for the pages of this service. */
export interface PagesClient {
  readonly clientId: string;
  readonly scope: string;
  /** The resource that the token is requested for (RFC 8707); empty: the provider decides. */
  readonly resource: string;
}

const CLAIMS = { username: 'sub', email: 'email', firstName: 'given_name', lastName: 'family_name' };
const KNOWN = ['issuer', 'audience', 'authorizedParties', 'claims', 'introspection', 'pages'];
const LONGEST_ISSUER = 100;

/**
 * Reads `OIDC_ISSUERS`: a JSON list of objects, or the short form `ISSUER AUDIENCE ..., ISSUER AUDIENCE ...`.
 *
 * @param localProvider the provider of users whose passwords are kept here, which no issuer may be called.
 * @param problems gets a line for each thing wrong, which shows no value.
 */
export function readOidcIssuers(text: string | undefined, localProvider: string, problems: string[]): readonly OidcIssuer[] {
  if (text === undefined) return [];
  const refuse = (reason: string): void => void problems.push(`OIDC_ISSUERS: ${reason}`);
  const items = itemsOf(text);
  if (items === undefined) {
    refuse('must be a JSON list of objects, or "ISSUER AUDIENCE, ISSUER AUDIENCE"');
    return [];
  }
  const issuers = items.map((item, index) => readIssuer(item, (reason) => refuse(`item ${index + 1}: ${reason}`)));
  if (new Set(issuers.map(({ issuer }) => issuer)).size !== issuers.length) refuse('names an issuer twice');
  if (issuers.some(({ issuer }) => issuer === localProvider)) refuse('names LOCAL_IDENTITY_PROVIDER, whose users have passwords here');
  if (issuers.filter(({ introspection }) => introspection !== undefined).length > 1)
    refuse('has more than one item with introspection, but an opaque token does not say whose it is');
  if (issuers.filter(({ pages }) => pages !== undefined).length > 1) refuse('has more than one item with pages');
  return issuers;
}

function itemsOf(text: string): Record<string, unknown>[] | undefined {
  if (!text.trimStart().startsWith('[')) {
    return text.split(',').map((part) => {
      const [issuer, ...audience] = part.trim().split(/\s+/);
      return { issuer, audience };
    });
  }
  try {
    const items: unknown = JSON.parse(text);
    return Array.isArray(items) && items.every((item) => typeof item === 'object' && item !== null && !Array.isArray(item))
      ? (items as Record<string, unknown>[])
      : undefined;
  } catch {
    return undefined;
  }
}

function readIssuer(item: Record<string, unknown>, refuse: (reason: string) => void): OidcIssuer {
  const unknown = Object.keys(item).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) refuse(`only ${KNOWN.join(', ')} can be said`);
  const issuer = typeof item.issuer === 'string' ? item.issuer : '';
  if (!isIssuer(issuer)) refuse('issuer must be an https URL without query (http on loopback only) of at most 100 characters');
  const audiences = texts(item.audience) ?? [];
  if (audiences.length === 0) refuse('audience must be a text or a list of texts');
  const authorizedParties = item.authorizedParties === undefined ? [] : (texts(item.authorizedParties) ?? []);
  if (item.authorizedParties !== undefined && authorizedParties.length === 0) refuse('authorizedParties must be a list of texts');
  const claims = membersOf(item.claims, ['username', 'email', 'firstName', 'lastName']);
  if (claims === undefined) refuse('claims must be texts: username, email, firstName, lastName');
  const introspection = item.introspection === undefined ? undefined : membersOf(item.introspection, ['clientId', 'clientSecret']);
  if (item.introspection !== undefined && (introspection?.clientId === undefined || introspection.clientSecret === undefined))
    refuse('introspection must be an object of clientId and clientSecret');
  const pages = item.pages === undefined ? undefined : membersOf(item.pages, ['clientId', 'scope', 'resource']);
  if (item.pages !== undefined && pages?.clientId === undefined)
    refuse('pages must be an object of clientId and, if need be, scope and resource');
  return {
    issuer,
    audiences,
    authorizedParties,
    claims: { ...CLAIMS, ...claims },
    introspection: introspection as OidcIssuer['introspection'],
    pages: pages && { clientId: pages.clientId ?? '', scope: pages.scope ?? 'openid profile email', resource: pages.resource ?? '' },
  };
}

function isIssuer(text: string): boolean {
  return text.length <= LONGEST_ISSUER && isSafeUrl(text) && !/[?#]/.test(text);
}

/** Whether nobody in between can read what is sent there. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '' || !isPlainHost(hostname)) return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}

/** A text or a list of texts, none of them empty. */
function texts(value: unknown): string[] | undefined {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.every((one): one is string => typeof one === 'string' && one !== '') ? list : undefined;
}

/** The texts of an object that has no other members; undefined when it is not such an object. */
function membersOf(value: unknown, names: readonly string[]): Record<string, string> | undefined {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) return undefined;
  const good = Object.entries(value).every(([name, text]) => names.includes(name) && typeof text === 'string' && text !== '');
  return good ? (value as Record<string, string>) : undefined;
}
