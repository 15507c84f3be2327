/** A secret that was replaced, as it is stored. */
export interface PreviousSecret {
  /** Encrypted (see `SecretBox`). */
  readonly secret: string;
  /** ISO 8601; from then on it signs nothing. */
  readonly expires_at: string;
}

/** Those that are still valid. */
export const stillGood = (secrets: readonly PreviousSecret[] | null): PreviousSecret[] =>
  (secrets ?? []).filter(({ expires_at: expiresAt }) => Date.parse(expiresAt) > Date.now());
