import {
  AuthenticationTypeAllowed,
  SessionAuthenticationTypeAllowed,
} from '../../access/operation-rules/authentication-type-allowed.check.js';
import { BankFound, BankFoundOldStyle } from '../../access/banks/bank-found.check.js';
import { BodyFitsSchema } from '../../access/operation-rules/body-fits-schema.check.js';
import { BodyValid } from '../../platform/endpoint/checks/body-valid.check.js';
import { CallbackAdmitted } from '../../messaging/providers/callbacks/callback-admitted.check.js';
import { ConsumerFound } from '../../access/consumers/consumer-found.check.js';
import { ConsumerFoundById } from '../../access/scopes/v3.0.0/consumer-found-by-id.check.js';
import { ConsumerOwned } from '../../access/consumers/consumer-owned.check.js';
import { IdempotencyKeyValid } from '../../platform/idempotency/idempotency-key.check.js';
import { IdsWellFormed } from '../../platform/endpoint/checks/ids-well-formed.check.js';
import { MayAddScope } from '../../access/scopes/v4.0.0/may-add-scope.check.js';
import { MayToggleConsumer } from '../../access/consumers/may-toggle-consumer.check.js';
import { OptionallyAuthenticated, Authenticated } from '../../access/authentication/authenticated.check.js';
import { OwnOrigin } from '../../access/sessions/own-origin.check.js';
import { PasswordResettable } from '../../access/passwords/password-resettable.check.js';
import { PathUserFound } from '../../access/users/path-user-found.check.js';
import { RolesHeld } from '../../access/entitlements/roles-held.check.js';
import { SignUpOpen } from '../../access/users/sign-up-open.check.js';
import { StrangersInTurn } from '../../platform/endpoint/checks/strangers-in-turn.check.js';
import { UniqueQueryNames } from '../../platform/endpoint/checks/unique-query-names.check.js';
import type { CheckClasses } from '../../platform/endpoint/checks/check-classes.js';

/** The class of each check by its name in `@Endpoint`. A name without a class here does not compile. */
export const CHECKS: CheckClasses = {
  authenticated: Authenticated,
  authenticationTypeAllowed: AuthenticationTypeAllowed,
  bankFound: BankFound,
  bankFoundOldStyle: BankFoundOldStyle,
  bodyFitsSchema: BodyFitsSchema,
  bodyValid: BodyValid,
  callbackAdmitted: CallbackAdmitted,
  consumerFound: ConsumerFound,
  consumerFoundById: ConsumerFoundById,
  consumerOwned: ConsumerOwned,
  idempotencyKeyValid: IdempotencyKeyValid,
  idsWellFormed: IdsWellFormed,
  mayAddScope: MayAddScope,
  mayToggleConsumer: MayToggleConsumer,
  optionallyAuthenticated: OptionallyAuthenticated,
  ownOrigin: OwnOrigin,
  passwordResettable: PasswordResettable,
  pathUserFound: PathUserFound,
  rolesHeld: RolesHeld,
  sessionAuthenticationTypeAllowed: SessionAuthenticationTypeAllowed,
  signUpOpen: SignUpOpen,
  strangersInTurn: StrangersInTurn,
  uniqueQueryNames: UniqueQueryNames,
};
