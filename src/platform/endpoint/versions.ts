import { API_VERSIONS, type ApiVersion } from '../config/variables.js';
import type { EndpointDefinition } from './endpoint.js';

type Route = Pick<EndpointDefinition, 'version' | 'verb' | 'path'>;

const sameRoute = (a: Route, b: Route): boolean => a.verb === b.verb && pattern(a.path) === pattern(b.path);
/** Routes that differ only in the names of path parameters are the same. */
const pattern = (path: string): string => path.replace(/:[A-Z_]+/g, ':');

/**
 * The versions under which a route answers: the one that introduced it and every later one that is enabled, up to
 * the version that implements the same verb and path again.
 */
export function versionsOf(route: Route, all: readonly Route[], enabled: readonly ApiVersion[]): ApiVersion[] {
  const from = API_VERSIONS.indexOf(route.version as ApiVersion);
  const replacedAt = all
    .filter((other) => other.version !== 'none' && sameRoute(other, route))
    .map((other) => API_VERSIONS.indexOf(other.version as ApiVersion))
    .filter((at) => at > from)
    .reduce((first, at) => Math.min(first, at), API_VERSIONS.length);
  return API_VERSIONS.slice(from, replacedAt).filter((version) => enabled.includes(version));
}
