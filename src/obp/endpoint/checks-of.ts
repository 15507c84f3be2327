import type { Type } from '@nestjs/common';
import { Authenticated, Identified } from '../../auth/authenticated.check.js';
import { RolesHeld } from '../../entitlements/roles-held.check.js';
import { AuthenticationTypeAllowed, TrueAuthenticationTypeAllowed } from '../../validations/authentication-type-allowed.check.js';
import { BodyFitsSchema } from '../../validations/body-fits-schema.check.js';
import { BodyValid } from '../checks/body-valid.check.js';
import type { Check } from '../checks/check.js';
import { StrangersInTurn } from '../checks/strangers-in-turn.check.js';
import { UniqueQueryNames } from '../checks/unique-query-names.check.js';
import type { EndpointDefinition } from './endpoint.js';

type Checked = Pick<EndpointDefinition, 'version' | 'verb' | 'checks' | 'rulesOf' | 'strangers'>;

/**
 * What is tested on a request, in order: the checks that the operation declares, and around them those that every
 * operation has, at the places where OBP has its interceptors (contract sections 1.2, 1.4, 6.2, 6.4). Rules can be set
 * for operations with a version only; another may say whose hold for it, and then tests bodies itself.
 */
export function checksOf(definition: Checked): readonly Type<Check>[] {
  if (definition.version === 'none' && definition.rulesOf === undefined)
    return [UniqueQueryNames, ...inTurn(definition), ...definition.checks];
  const { version, verb, checks } = definition;
  const withSchema = version !== 'none' && (verb === 'POST' || verb === 'PUT');
  const own = withSchema ? checks.toSpliced(placeOfSchema(definition), 0, BodyFitsSchema) : checks;
  const identity = placeOfIdentity(own);
  return [
    AuthenticationTypeAllowed,
    UniqueQueryNames,
    ...own.slice(0, identity + 1),
    ...(identity < 0 ? [] : [TrueAuthenticationTypeAllowed]),
    ...inTurn(definition),
    ...own.slice(identity + 1),
  ];
}

/** As soon as it is known whether anybody knows who calls. */
const inTurn = ({ strangers }: Checked): readonly Type<Check>[] =>
  strangers === 'queries' || strangers === 'password' ? [StrangersInTurn] : [];

/** The check that finds out who calls; -1 where nobody asks. */
const placeOfIdentity = (checks: Checked['checks']): number => checks.findIndex((check) => check === Authenticated || check === Identified);

/** From v4.0.0 on the schema is the last thing before the body itself; earlier operations end their authentication or role check with it. */
function placeOfSchema({ version, checks }: Checked): number {
  const body = checks.includes(BodyValid) ? checks.indexOf(BodyValid) : checks.length;
  if (version >= '4.0.0') return body;
  const role = checks.indexOf(RolesHeld);
  const afterRole = role >= 0 && role < body;
  return 1 + (afterRole ? role : placeOfIdentity(checks));
}
