import type { Config } from '../../platform/config/config.js';
import type { OidcSignIn } from '../browser/oidc.js';

/** Where people sign in on the pages, if at all: the one issuer of `OIDC_ISSUERS` that has a client for them. */
export function pagesProvider({ oidcIssuers }: Pick<Config, 'oidcIssuers'>): OidcSignIn | undefined {
  const found = oidcIssuers.find(({ pages }) => pages !== undefined);
  return found?.pages && { issuer: found.issuer, ...found.pages };
}

/** What the Content-Security-Policy must allow pages to call. */
export function providerOrigin(config: Pick<Config, 'oidcIssuers'>): string | undefined {
  const found = pagesProvider(config);
  return found && new URL(found.issuer).origin;
}
