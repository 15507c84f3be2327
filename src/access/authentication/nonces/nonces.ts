/** Remembers used nonces, across all replicas (decision 44). */
export abstract class Nonces {
  /**
   * Uses a nonce up.
   *
   * @param nonce SHA-256 of the nonce and everything that scopes it.
   * @param until when its timestamp is refused anyway, in milliseconds since 1970.
   * @returns whether it was new.
   */
  abstract use(nonce: Buffer, until: number): Promise<boolean>;
}
