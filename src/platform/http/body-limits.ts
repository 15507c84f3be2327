/** How many bytes a body may have, after its content coding is undone. */
export const BODY_LIMITS = {
  /** This much of any body is read for anybody; the rest of a longer one only once the sender is known. */
  stranger: 16_384,
  /** Operations of OBP. */
  obp: 65_536,
  /** Our own operations. */
  own: 131_072,
  /** The longest that is read whole: a JSON schema. */
  whole: 1_048_576,
} as const;

/** Values in a JSON body that is parsed for anybody: each costs far more than the bytes that it is written with. */
export const STRANGERS_VALUES = 1_000;
