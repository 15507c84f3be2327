/** A target may also be a whole URL (RFC 9112, section 3.2.2): that must not bypass decisions that depend on the path. */
const ORIGIN = /^https?:\/\/[^/?#]*/i;

/** Path and query of a request target, as the client wrote and possibly signed them. */
export function targetAsSent(target: string): string {
  if (target.startsWith('/')) return target;
  const path = target.replace(ORIGIN, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** What comes before the first word of a path, where no id can be. */
const BEGINNING = /^\/+(?:obp\/+(?:v\d[\d.]*\/+)?)?/;

/**
 * Path and query as they are routed. Several slashes before the first segment, and between `/obp`, the version and the first word, count as
 * one: some clients are configured with a host that ends in a slash. Nothing else in a path is tolerated; further on, an empty segment is
 * an empty id.
 */
export function targetAsRouted(target: string): string {
  const path = targetAsSent(target);
  return path.includes('//') ? path.replace(BEGINNING, (beginning) => beginning.replace(/\/+/g, '/')) : path;
}
