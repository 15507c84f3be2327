/** Maximum bytes of a body, after decoding. */
export const BODY_LIMITS = {
  /** This much of a body is read for anybody; the rest of a longer one only once the sender is known. */
  stranger: 16_384,
  /** Operations of OBP. */
  obp: 65_536,
  /** Our own operations. */
  own: 131_072,
  /** The longest body that is read whole: a JSON schema. */
  whole: 1_048_576,
} as const;

/** Values in a JSON body that is parsed for anybody: each costs far more than its bytes. */
export const STRANGERS_VALUES = 1_000;
