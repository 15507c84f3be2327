import { callAs, messageOf } from './call.js';
import type { PageToken } from './page-token.js';
import { keepSession, keepSessionOfTab, sessionOf } from './session.js';
import { beginSession } from './sign-in.js';

/*
 * Signing in on the pages at an identity provider: OpenID Connect's authorization code with PKCE (RFC 7636), by a
 * public client. The provider redirects back to our page, which exchanges the code for the token, and that for a session of ours.
 */

/** What the pages know of the provider. */
export interface OidcSignIn {
  readonly issuer: string;
  readonly clientId: string;
  readonly scope: string;
  /** Empty: the provider decides what the token is for. */
  readonly resource: string;
}

/** Where the provider redirects back to. */
export const CALLBACK = '/explorer/signed-in';

const KEY = 'customer-messages.oidc';
/** What the service says of a token that no cookie may stand for. */
const NOT_EXCHANGEABLE = 'OBP-98144';

/** What is kept between leaving for the provider and coming back. */
interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

interface Endpoints {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

/** Says why in the service's words. */
export class SignInRefused extends Error {}

/** Redirects to the provider. @throws Error when it is unavailable. */
export async function leaveForProvider(provider: OidcSignIn): Promise<void> {
  const { authorization_endpoint: endpoint } = await endpointsOf(provider);
  const begun: Begun = { state: random(), nonce: random(), verifier: random(), returnTo: location.pathname + location.search };
  sessionStorage.setItem(KEY, JSON.stringify(begun));
  const url = new URL(endpoint);
  const asked = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: location.origin + CALLBACK,
    scope: provider.scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(begun.verifier)))),
    code_challenge_method: 'S256',
    ...(provider.resource === '' ? {} : { resource: provider.resource }),
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  location.assign(url);
}

/**
 * Back from the provider: exchanges the code for the token and begins the session.
 *
 * @returns the page where signing in was requested.
 * @throws SignInRefused when the service takes no such token on its pages, Error when the answer does not belong to the request, or no token
 * comes.
 */
export async function comeBack(provider: OidcSignIn): Promise<string> {
  const given = new URLSearchParams(location.search);
  history.replaceState(null, '', CALLBACK); // the code is useless now, but need not be shown
  const begun = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Begun | null;
  sessionStorage.removeItem(KEY);
  const code = given.get('code');
  // RFC 9207: a provider that identifies itself has to be the one that was asked.
  if (begun === null || code === null || given.get('state') !== begun.state || (given.get('iss') ?? provider.issuer) !== provider.issuer)
    throw new Error('not what was begun');
  const { token_endpoint: endpoint } = await endpointsOf(provider);
  const response = await fetch(endpoint, {
    method: 'POST',
    credentials: 'omit',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: provider.clientId,
      code,
      redirect_uri: location.origin + CALLBACK,
      code_verifier: begun.verifier,
      ...(provider.resource === '' ? {} : { resource: provider.resource }),
    }),
  });
  const answer = (await response.json()) as { access_token?: unknown; id_token?: unknown };
  const claims = claimsOf(answer.id_token);
  if (typeof answer.access_token !== 'string' || claims?.nonce !== begun.nonce) throw new Error('no token');
  const begin = await beginSession({}, { Authorization: `Bearer ${answer.access_token}` });
  if (begin.status === 201) keepSession(sessionOf(begin.json as PageToken, nameIn(claims)));
  else if (messageOf(begin).startsWith(NOT_EXCHANGEABLE)) await keepOpaque(answer.access_token, nameIn(claims));
  else throw new SignInRefused(messageOf(begin));
  return begun.returnTo;
}

/** The service asks the issuer about an opaque token at each use, so no cookie may stand for it: the tab keeps the token itself. */
async function keepOpaque(token: string, username: string): Promise<void> {
  const session = { token, username, userId: username, bearer: true };
  const me = await callAs(session, { verb: 'GET', target: '/messaging/v1/me' });
  if (me.status !== 200) throw new SignInRefused(messageOf(me));
  keepSessionOfTab({ ...session, userId: (me.json as { readonly user_id: string }).user_id });
}

async function endpointsOf({ issuer }: OidcSignIn): Promise<Endpoints> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { credentials: 'omit' });
  const said = (await response.json()) as Endpoints & { readonly issuer: unknown };
  if (said.issuer !== issuer) throw new Error('another issuer');
  return said;
}

/** The ID token came from the provider itself, so its signature need not be checked (OpenID Connect Core 1.0, section 3.1.3.7). */
function claimsOf(token: unknown): Record<string, unknown> | undefined {
  if (typeof token !== 'string') return undefined;
  const bytes = atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))) as Record<string, unknown>;
}

function nameIn(claims: Record<string, unknown>): string {
  const found = [claims.preferred_username, claims.email, claims.sub].find((name) => typeof name === 'string' && name !== '');
  return typeof found === 'string' ? found : '';
}

/** 256 random bits. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));
const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
