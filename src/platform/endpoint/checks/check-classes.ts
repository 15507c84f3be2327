import type { Type } from '@nestjs/common';
import type { CheckName } from './check-name.js';
import type { Check } from './check.js';

/** The class of each check, which Nest makes the instance of. */
export type CheckClasses = Readonly<Record<CheckName, Type<Check>>>;

/** What `app/` gives: platform knows checks by name only. */
export const CHECK_CLASSES = Symbol('CHECK_CLASSES');
