/** How somebody can be reached. */
export const CHANNELS = ['sms', 'email', 'webhook'] as const;
export type Channel = (typeof CHANNELS)[number];

/** How urgent a message is: one-time codes, ordinary messages, and mailings, which wait for the others. */
export const CLASSES = ['high', 'normal', 'bulk'] as const;
export type DeliveryClass = (typeof CLASSES)[number];

/** One message on its way to one address, as a provider gets it. */
export interface Outgoing {
  readonly bankId: string;
  readonly deliveryId: string;
  /**
   * Names the act of sending: the same when it is repeated for a technical reason, another when it is driven again. It is the
   * Message-ID of a mail and the `Idempotency-Key` of an HTTP request, so that a provider that knows keys takes it once.
   */
  readonly sendKey: string;
  /** A phone number as E.164 writes it (`+34600000001`), an e-mail address, or a URL: as the channel has it. */
  readonly address: string;
  readonly text: string;
  readonly fromDepartment: string;
  readonly fromPerson: string;
  readonly class: DeliveryClass;
  /** When it was created, which is the date of a mail. */
  readonly date: Date;
  /** Tries before this one that count. */
  readonly tries: number;
  /** Milliseconds after which it is of no use to anybody any more; undefined for a provider's own. */
  readonly livesFor?: number | undefined;
  /** Where the customer can end such messages with one click (RFC 8058); for bulk alone. */
  readonly unsubscribeUrl: string | undefined;
}

/**
 * What came of one try. A code is the provider's own (`550 5.1.1`, `ESME_RTHROTTLED`, `HTTP 503`, `ETIMEDOUT`), of at most 64 characters, and
 * never holds an address or a text.
 *
 * - `accepted`: the provider took it. One reference for each part in which it travels.
 * - `temporary`: this message may pass later, and the try counts.
 * - `permanent`: this message will not pass; `isAddressBad` where the address itself is bad.
 * - `throttled`: too fast. Slows the provider down for all processes, and the try does not count.
 * - `unavailable`: the provider cannot be reached or does not know us, which no message is to blame for. The try does not count.
 * - `unknown`: it may have been taken, and nobody can say: the line broke after the message was handed over.
 */
export type Answer = Outcome & {
  /** What the provider itself took, where a message has waited for its turn before; else the whole send counts. */
  readonly milliseconds?: number;
};

type Outcome =
  | { readonly outcome: 'accepted'; readonly references: readonly [string, ...string[]] }
  | { readonly outcome: 'temporary'; readonly code: string; readonly retryAfter?: number }
  | { readonly outcome: 'permanent'; readonly code: string; readonly isAddressBad: boolean }
  | { readonly outcome: 'throttled'; readonly code: string; readonly retryAfter?: number }
  | { readonly outcome: 'unavailable'; readonly code: string; readonly retryAfter?: number }
  | { readonly outcome: 'unknown'; readonly code: string };

/** Of a provider that is being closed: it was changed, or the process ends. It says nothing of the peer. */
export const CLOSED = { outcome: 'unavailable', code: 'CLOSED' } as const satisfies Answer;

/** What a provider says later of a message that it took. */
export interface Receipt {
  readonly reference: string;
  /** `sent` for one that is still on its way, `unknown` where the provider itself does not know. */
  readonly state: 'sent' | 'delivered' | 'failed' | 'unknown';
  /** The provider's own code, of at most 64 characters; empty for none. */
  readonly code: string;
  /** When it happened, by the provider; undefined where it does not say. */
  readonly doneAt: Date | undefined;
  /** Whether the address itself is bad. */
  readonly isAddressBad: boolean;
}

/** What a provider calls us with, to tell what became of messages. */
export interface CallbackRequest {
  readonly method: string;
  /** As the provider has it: the public URL of the service, never the Host of the request, with path and query as they came. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The bytes, before anything has read them; signatures are about these. */
  readonly body: Buffer;
  /** What follows the id of the provider in the path, without a slash: the secret of those who sign nothing. */
  readonly secret: string;
}

/**
 * Receipts, also none where the call is genuine and tells nothing of interest; the provider is to be answered with 2xx once they are stored.
 * `unauthorized`: nobody shows that this comes from the provider. `malformed`: it does, and cannot be read.
 */
export type CallbackResult = { readonly receipts: readonly Receipt[] } | { readonly refusal: 'unauthorized' | 'malformed' };

/** Takes receipts. When the promise resolves they are stored, and the provider may be told so. */
export interface ReceiptSink {
  receive(receipts: readonly Receipt[]): Promise<void>;
}

/** A configured way out, open for sending. */
export interface Provider {
  /** Messages that may be unanswered at the same time. */
  readonly window: number;
  /** Resolves whatever the peer does, within a time limit of its own: a rejection is a defect of ours. */
  send(outgoing: Outgoing): Promise<Answer>;
  /** The mail as it would be sent, for those who want to see it; where that is more than the text. */
  source?(outgoing: Outgoing): Promise<string>;
  /** The text as it goes out, where the settings have it changed. */
  changedText?(text: string): string;
  /** Lets what is being sent be answered, for a few seconds at most, and ends all connections. */
  close(): Promise<void>;
}

/** What a provider is opened with, beside its settings. */
export interface ProviderContext {
  readonly bankId: string;
  readonly providerId: string;
  readonly receipts: ReceiptSink;
  /** Where the provider is to report to, without the secret; undefined where nobody can reach us. */
  readonly callbackUrl?: string | undefined;
}

/** Names a setting that is wrong and says what it has to be. The caller makes OBP-98302 of it. */
export class ProviderSettingsError extends Error {
  constructor(
    readonly setting: string,
    readonly expected: string,
  ) {
    super(`${setting} must be ${expected}`);
  }
}

/** A kind of provider. A new one is a folder beside this file and a line in `provider-kinds.ts`. */
export interface ProviderKind<Settings = unknown> {
  readonly name: string;
  readonly channels: readonly Channel[];
  /** Seconds for which a receipt is waited for; undefined where none comes, so that a message that was taken has come to its end. */
  receiptSeconds(settings: Settings, context: Pick<ProviderContext, 'callbackUrl'>): number | undefined;
  /** Whether a message that is sent twice with one `sendKey` goes out once: then it is repeated after an unknown answer, whatever its class. */
  readonly knowsKeys: boolean;
  /** Settings that nobody is shown again, such as a password. They are stored encrypted. */
  readonly secretSettings: readonly string[];
  /** Settings that say where the secrets go. Where one is changed, the secrets have to be given again: nobody can have them sent elsewhere. */
  readonly destinationSettings: readonly string[];
  /**
   * Reads what an administrator saved, JSON that came from outside, with the secrets in it.
   *
   * @throws ProviderSettingsError for the first thing that is wrong.
   */
  parse(settings: unknown): Settings;
  /** Whether the provider itself sends nothing to an address, known before it is asked; absent where none says so. */
  isOptedOut?(address: string): boolean;
  /** Connects at the first message, not before. */
  open(settings: Settings, context: ProviderContext): Provider;
  /** The secret that the path of a callback ends with; empty where there is none to know. */
  callbackSecret?(settings: Settings): string;
  /** Verifies and reads what a provider of this kind calls us with; absent where none calls. Anybody may have sent the request. */
  readCallback?(settings: Settings, request: CallbackRequest): Promise<CallbackResult>;
}

/** Ids of providers may stand in a path and in a label of a metric. */
export const PROVIDER_ID = /^[a-z0-9][a-z0-9_-]{0,63}$/;
