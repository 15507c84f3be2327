import type { CheckName } from './checks/check-name.js';
import type { EndpointDefinition } from './endpoint.js';

type Checked = Pick<EndpointDefinition, 'version' | 'verb' | 'checks' | 'rulesOf' | 'strangers'>;

/**
 * The checks on a request, in order: those that the operation declares, and around them those that every operation has, where OBP has its
 * interceptors (contract sections 1.2, 1.4, 6.2, 6.4). Rules can only be set for operations with a version; another operation may name one
 * whose rules apply to it, and then checks bodies itself.
 */
export function checksOf(definition: Checked): readonly CheckName[] {
  if (definition.version === 'none' && definition.rulesOf === undefined)
    return ['uniqueQueryNames', ...inTurn(definition), ...definition.checks];
  const { version, verb, checks } = definition;
  const withSchema = version !== 'none' && (verb === 'POST' || verb === 'PUT');
  const own = withSchema ? checks.toSpliced(placeOfSchema(definition), 0, 'bodyFitsSchema') : checks;
  const identity = placeOfIdentity(own);
  return [
    'authenticationTypeAllowed',
    'uniqueQueryNames',
    ...own.slice(0, identity + 1),
    ...(identity < 0 ? [] : (['sessionAuthenticationTypeAllowed'] as const)),
    ...inTurn(definition),
    ...own.slice(identity + 1),
  ];
}

/** As soon as the caller is identified, or known to be anonymous. */
const inTurn = ({ strangers }: Checked): readonly CheckName[] =>
  strangers === 'queries' || strangers === 'password' ? ['strangersInTurn'] : [];

/** The place of the check that identifies the caller; -1 if there is none. */
const placeOfIdentity = (checks: Checked['checks']): number =>
  checks.findIndex((check) => check === 'authenticated' || check === 'optionallyAuthenticated');

/** From v4.0.0 on the schema is checked just before the body itself; in earlier operations it ends the authentication or role check. */
function placeOfSchema({ version, checks }: Checked): number {
  const body = checks.includes('bodyValid') ? checks.indexOf('bodyValid') : checks.length;
  if (version >= '4.0.0') return body;
  const role = checks.indexOf('rolesHeld');
  const afterRole = role >= 0 && role < body;
  return 1 + (afterRole ? role : placeOfIdentity(checks));
}
