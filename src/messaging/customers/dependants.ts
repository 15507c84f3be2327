import { ObpError } from '../../platform/errors/obp-error.js';

/**
 * From v3.1.0 on, the number of dependants must equal the number of their dates of birth (contract section 5.3).
 *
 * @throws ObpError OBP-10020.
 */
export function refuseDependantsMismatch(dependants: number, datesOfBirth: readonly Date[]): void {
  if (dependants !== datesOfBirth.length)
    throw new ObpError(
      'IncorrectJsonValue',
      ` The field dependants(${dependants}) not equal the length(${datesOfBirth.length}) of dob_of_dependants array`,
    );
}
