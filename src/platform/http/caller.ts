declare module 'fastify' {
  interface FastifyRequest {
    /** Left by whoever finds out who calls; undefined until then, and for an anonymous request. */
    caller?: Caller;
  }
}

/** Who calls, as far as logs and limits need to know. */
export interface Caller {
  readonly userId: string;
  readonly consumerId: string;
  readonly sessionId: string;
}
