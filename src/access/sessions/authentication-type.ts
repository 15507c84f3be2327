/** Ways to authenticate as OBP names them, in its order; the last is not advertised (contract section 3.6). */
export const AUTHENTICATION_TYPES = [
  'DirectLogin',
  'OAuth1.0a',
  'GatewayLogin',
  'DAuth',
  'OAuth2_OIDC',
  'OAuth2_OIDC_FAPI',
  'Anonymous',
] as const;
export type AuthenticationType = (typeof AUTHENTICATION_TYPES)[number];

/** A way in which somebody can say who calls. */
export type CredentialType = Exclude<AuthenticationType, 'Anonymous'>;
