/** Signatures that are accepted in tokens of other issuers and in proofs: by asymmetric keys only (RFC 7518, RFC 8037, RFC 9864). */
export const ASYMMETRIC_ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'];

/** How far clocks may be apart, in seconds. */
export const CLOCK_SKEW = 60;
