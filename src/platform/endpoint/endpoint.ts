import type { Type } from '@nestjs/common';
import type { ApiResponseSchemaHost } from '@nestjs/swagger';
import type { Config } from '../config/config.js';
import type { ApiVersion } from '../config/variables.js';
import type { Role } from './roles.js';
import type { CheckName } from './checks/check-name.js';
import type { Locale } from '../openapi/locale.js';
import type { ErrorKey } from '../errors/catalogue.js';

/** As OpenAPI describes a value. */
type SchemaObject = ApiResponseSchemaHost['schema'];

/**
 * What it costs to answer somebody who has not logged in: next to nothing; sending a document or page that is written once for everybody;
 * writing a page; querying the database by an index, or hashing a password, which only a few may do at a time (decision 66).
 */
export type StrangersCost = 'nothing' | 'document' | 'page' | 'queries' | 'password';

/** What one route is. Guard, versions, OpenAPI, resource documentation and error lists follow from it. */
export interface EndpointDefinition {
  /** The API version that introduced it; `none` for a path outside `/obp`, which has no version. */
  readonly version: ApiVersion | 'none';
  /** With the version it makes the operation id: `OBPv4.0.0-createCustomerMessage`. */
  readonly functionName: string;
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Without `/obp/vX.Y.Z/`; path parameters as `:BANK_ID`. */
  readonly path: string;
  readonly summary: string;
  readonly description: string;
  /** What the configuration adds to the description. */
  readonly note?: (config: Config) => Note;
  readonly tags: readonly string[];
  /**
   * The checks before the controller's method runs, in this order. The order is part of the wire: when two things
   * are wrong, the earlier is reported. `checksOf` adds what every operation has.
   */
  readonly checks: readonly CheckName[];
  /** Required for a route that answers callers who have not logged in. */
  readonly strangers?: StrangersCost;
  /** Any one of them is enough unless `rolesNeeded` says otherwise. A function if the configuration decides whether one is needed. */
  readonly roles?: readonly Role[] | ((config: Config) => readonly Role[]);
  /** Whether one of the roles is enough (the default) or all are required. */
  readonly rolesNeeded?: 'any' | 'all';
  /** How a missing role is worded: `for BankId(x).` (the default), `at Bank(x)`, or without the bank (contract sections 4.2, 4.4). */
  readonly roleRefusal?: 'forBankId' | 'atBank' | 'namesOnly';
  /** The operation whose rules (contract section 6) also apply to this one, if it cannot have its own. */
  readonly rulesOf?: string;
  readonly request?: EndpointBody & {
    /** Whether the method reads the body itself, as it arrives: JSON or NDJSON. */
    readonly streamed?: boolean;
    /** Types beside JSON that are documented of it. */
    readonly otherTypes?: readonly string[];
    /** Maximum bytes. Default: the value in `BODY_LIMITS` for such an operation. */
    readonly limit?: number;
  };
  readonly response: EndpointBody & {
    readonly status: 200 | 201 | 204 | 207;
    readonly mediaType?: 'text/csv';
    /** Whether it is a stream of Server-Sent Events, with such a body as their data. */
    readonly events?: boolean;
  };
  /** Errors beyond those of the checks, in the order of the documentation. */
  readonly errors: readonly ErrorKey[];
  /** For a list: which parameters it takes, and how large its pages are. `@Page()` gives the requested page. */
  readonly list?: ListDeclaration;
  /** Query parameters that the operation reads, besides those of a list. */
  readonly query?: readonly Parameter[];
  /** Headers that the operation reads, besides those for authentication. */
  readonly headers?: readonly Parameter[];
  /** Left out of the documents: pages and probes. */
  readonly internal?: boolean;
  /** Called by systems that do not know us: the method gets the bytes of the body, a Buffer, whatever their type, and `Accept` is not looked at. */
  readonly raw?: boolean;
}

/** A text in each language. */
export type Note = Readonly<Record<Locale, string>>;

export interface EndpointBody {
  /** Whether the body is a list of these. */
  readonly isArray?: boolean;
  /** The class that describes it, named as OBP names the shape. Absent: no body, or a plain value. */
  readonly type?: Type<object>;
  /** OBP's name of the shape, as errors about the body spell it. Default: the class's name. */
  readonly name?: string;
  /** Whether the error about a body of another shape ends with the name, without the usual space after it. */
  readonly nameEndsError?: boolean;
  /** For a body that is not an object with fields of its own. */
  readonly schema?: SchemaObject;
  readonly example?: unknown;
}

/** How much of a list is returned at once, and the default order. */
export interface ListBounds {
  readonly usual: number;
  readonly most: number;
  readonly direction: 'ASC' | 'DESC';
  /** Whether the header `Range` is always sent, as by OBP on lists that it pages itself, or only when the client asked for a page. */
  readonly range: 'always' | 'whenAsked';
}

/** What `@Endpoint` declares for a list: the query parameters with which callers request a page. */
export interface ListDeclaration {
  readonly parameters: readonly Parameter[];
  /** How `@Page()` reads the parameters; undefined if the operation reads them in its own way. */
  readonly bounds?: ListBounds;
}

export interface Parameter {
  readonly name: string;
  readonly description: string;
  readonly example: string;
  /** What it may be, where that is not any text: of a type, a whole number from this on, or one of these. */
  readonly takes?: 'boolean' | 'date-time' | { readonly from: 0 | 1 } | readonly string[];
}

/** `OBPv4.0.0-createCustomerMessage` (contract section 0). */
export const operationId = ({ version, functionName }: Pick<EndpointDefinition, 'version' | 'functionName'>): string =>
  version === 'none' ? functionName : `OBPv${version}-${functionName}`;
