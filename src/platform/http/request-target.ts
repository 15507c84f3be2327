/** A target may also be a whole URL (RFC 9112, section 3.2.2): what is decided by the path must not be passed by in that way. */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Path and query of a request target, as the client wrote them: what it has signed, if it has. */
export function targetAsSent(target: string): string {
  if (target.startsWith('/')) return target;
  const path = target.replace(ORIGIN, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** What stands before the first word of a path, where no id can be. */
const BEGINNING = /^\/+(?:obp\/+(?:v\d[\d.]*\/+)?)?/;

/**
 * Path and query as they are routed. Several slashes before the first segment, and between `/obp`, the version and the first word, are
 * one: clients are configured with a host that ends in a slash. Nothing else about a path is forgiven; further on, an empty
 * segment is an empty id.
 */
export function targetAsRouted(target: string): string {
  const path = targetAsSent(target);
  return path.includes('//') ? path.replace(BEGINNING, (beginning) => beginning.replace(/\/+/g, '/')) : path;
}
