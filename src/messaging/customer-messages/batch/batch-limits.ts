/** What a batch can hold. */
export const BATCH_LIMITS = { items: 10_000, bytes: 16 * 1_048_576 } as const;

/** The operation that sends one message: its rules apply to each message of a batch. */
export const SINGLE = 'OBPv4.0.0-createCustomerMessage';
