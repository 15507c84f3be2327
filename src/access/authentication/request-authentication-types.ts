import type { IncomingHttpHeaders } from 'node:http';
import type { CredentialType } from '../sessions/authentication-type.js';
import type { Credentials } from './credentials.js';

/**
 * The authentication types of a request, derived only from its headers (contract section 3.6), as they are read for authentication
 * (decision 52). The first is the one that OBP calls the request's type. A request with several kinds of credentials gets all of them:
 * other code decides which counts, and none may hide behind another. A token with a proof of possession (RFC 9449), which OBP does not
 * know, has the same type as other bearer tokens.
 *
 * @returns an empty list for an anonymous request.
 */
export function authenticationTypesOf(
  headers: IncomingHttpHeaders,
  { authorization }: Pick<Credentials, 'authorization'>,
): CredentialType[] {
  const scheme = authorization?.scheme;
  const found: CredentialType[] = [];
  if (scheme === 'gatewaylogin') found.push('GatewayLogin');
  if (headers.dauth !== undefined) found.push('DAuth');
  if (headers.directlogin !== undefined || scheme === 'directlogin') found.push('DirectLogin');
  if (scheme === 'oauth') found.push('OAuth1.0a');
  if (scheme === 'bearer' || scheme === 'dpop') found.push(headers['psd2-cert'] === undefined ? 'OAuth2_OIDC' : 'OAuth2_OIDC_FAPI');
  return found;
}
