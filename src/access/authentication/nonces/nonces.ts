/** Remembers which nonces were used, for all replicas together (decision 44). */
export abstract class Nonces {
  /**
   * Uses a nonce up.
   *
   * @param nonce SHA-256 of everything that it is unique to.
   * @param until when its timestamp is refused anyway, in milliseconds since 1970.
   * @returns whether it was new.
   */
  abstract use(nonce: Buffer, until: number): Promise<boolean>;
}
