import type { ErrorKey } from '../../platform/errors/catalogue.js';
import type { BodyShape } from './body-shape.js';

/*
 * What the pages show, as plain data: it is rendered on the server and, for interactive parts of a page, sent to the browser unchanged.
 * Texts are in the language of the page.
 */

/** One line of the list of operations. */
export interface OperationSummary {
  /** `OBPv4.0.0-createCustomerMessage` */
  readonly operationId: string;
  readonly functionName: string;
  /** The version that introduced it: `OBPv4.0.0`. */
  readonly version: string;
  /** Versions that it answers under, such as `OBPv5.1.0`, oldest first. */
  readonly answersUnder: readonly string[];
  readonly verb: string;
  /** `/obp/v4.0.0/banks/BANK_ID/customers/CUSTOMER_ID/messages` */
  readonly path: string;
  readonly title: string;
  readonly tags: readonly string[];
}

export interface FieldView {
  readonly name: string;
  /** JSON for what is not text. */
  readonly example: string;
  readonly mandatory: boolean;
  /** `string`, `boolean`, ...; empty for parameters, which are texts. */
  readonly type: string;
  readonly description: string;
  /** Title of its glossary entry. */
  readonly glossary: string | undefined;
  /** In characters. */
  readonly maxLength: number | undefined;
}

export interface RoleView {
  readonly name: string;
  readonly requiresBankId: boolean;
}

/** What an error comes of, unless the operation names it itself: of the credentials, or of what may happen to every call of its kind. */
export type ErrorGroup = 'own' | 'authentication' | 'anyCall';

export interface ErrorView {
  readonly key: ErrorKey;
  /** `OBP-20001` */
  readonly code: string;
  readonly text: string;
  readonly status: number;
  readonly group: ErrorGroup;
}

/** Everything on the page of one operation, in order. */
export interface OperationView extends OperationSummary {
  /** HTML of our own texts. */
  readonly description: string;
  readonly authentication: 'mandatory' | 'optional' | 'none';
  readonly pathParameters: readonly FieldView[];
  readonly queryParameters: readonly FieldView[];
  readonly headers: readonly FieldView[];
  readonly requestFields: readonly FieldView[];
  readonly responseFields: readonly FieldView[];
  /** Undefined where there is no body. */
  readonly requestExample: unknown;
  readonly requestShape: BodyShape | undefined;
  readonly responseExample: unknown;
  readonly status: number;
  readonly roles: readonly RoleView[];
  readonly rolesNeeded: 'any' | 'all';
  /** Whether bodies must match a JSON schema set by an administrator. */
  readonly jsonValidation: boolean;
  /** Undefined: not set, every type is allowed. */
  readonly authenticationTypes: readonly string[] | undefined;
  readonly errors: readonly ErrorView[];
  readonly connectorMethods: readonly string[];
}

/** How to sign in without typing, if the passwords are public. */
export interface SandboxAccount {
  readonly name: 'admin' | 'staff' | 'customer';
  readonly username: string;
  readonly password: string;
}
