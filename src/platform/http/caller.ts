declare module 'fastify' {
  interface FastifyRequest {
    /** Set when the caller is identified; undefined until then, and for an anonymous request. */
    caller?: Caller;
  }
}

/** The caller, as far as logs and limits need to know. */
export interface Caller {
  readonly userId: string;
  readonly consumerId: string;
  readonly sessionId: string;
}
