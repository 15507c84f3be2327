import { API_VERSIONS, type ApiVersion } from '../../platform/config/variables.js';
import { ObpError } from '../../platform/errors/obp-error.js';

/** Versions that OBP had but this service never answered under: not enabled rather than unknown. */
const OLDER_VERSIONS = ['1.0', '1.1', '1.2', '1.2.1', '1.3.0'];

/**
 * The version of the path's API_VERSION, as `v4.0.0` or `OBPv4.0.0`.
 *
 * @param before the text between OBP's error and the value (contract sections 7.1 and 7.3).
 * @throws ObpError OBP-00027 for anything that is not a version, OBP-00008 for a version with no operations here.
 */
export function readRequestedVersion(given: string, served: readonly ApiVersion[], before = ' '): ApiVersion {
  const number = /^(?:OBP)?v(\d+(?:\.\d+)+)$/.exec(given)?.[1];
  const version = API_VERSIONS.find((known) => known === number);
  if (version === undefined && !OLDER_VERSIONS.some((older) => older === number))
    throw new ObpError('InvalidApiVersion', `${before}${given}`);
  if (version === undefined || !served.includes(version)) throw new ObpError('ApiVersionNotEnabled', `${before}${given}`);
  return version;
}
