import type { Receipt } from '../provider.js';
import type { Template } from './template.js';

/** What a status, or an error that the gateway names, says about a message. `badAddress` is permanent, and suppresses the address. */
export const MEANINGS = ['temporary', 'permanent', 'badAddress', 'throttled', 'unavailable', 'unknown'] as const;
export type Meaning = (typeof MEANINGS)[number];

/** How a gateway is asked and how it answers. A preset is one of these, and settings change single parts. */
export interface Gateway {
  readonly url: string;
  readonly method: 'POST' | 'PUT' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly format: 'json' | 'form';
  /** Undefined: the request has no body. */
  readonly body: Template | undefined;
  /** `notify`: the token that GOV.UK Notify wants made for each call. */
  readonly auth: 'none' | 'basic' | 'bearer' | 'notify';
  /** Where the id is in the answer (JSON pointer); empty: the gateway gives none, and receipts name the key of ours. */
  readonly reference: string;
  /** Where an error is named; empty: nowhere. */
  readonly error: string;
  readonly errors: Readonly<Record<string, Meaning>>;
  readonly statuses: Readonly<Record<string, Meaning>>;
  readonly callback: Callback;
}

/** How the gateway tells what became of a message. */
export interface Callback {
  /** How it shows that it is the gateway; `secret`: by a part of the path that only it knows. */
  readonly proof: 'secret' | 'twilio' | 'messagebird' | 'vonage' | 'bearer';
  /** Where the fields are: in a form, in JSON, or in the query of the URL. */
  readonly format: 'json' | 'form' | 'query';
  /** JSON pointer to the list of reports in a callback; empty: it is one itself. */
  readonly reports: string;
  /** JSON pointers into a report; a form or a query is an object. Empty: the field does not come. */
  readonly reference: string;
  readonly state: string;
  readonly error: string;
  readonly doneAt: string;
  readonly states: Readonly<Record<string, Receipt['state']>>;
  readonly badAddressErrors: readonly string[];
}
