/** OBP's names for authentication types, in its order; the last is not advertised (contract section 3.6). */
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

/** A way for a caller to authenticate. */
export type CredentialType = Exclude<AuthenticationType, 'Anonymous'>;
