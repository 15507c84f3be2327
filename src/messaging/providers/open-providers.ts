import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import { SecretBox } from '../../platform/keys/secret-box.js';
import { isSameSecret } from './callback.js';
import { CallbackUrls } from './callbacks/callback-urls.js';
import type { CallbackRequest, CallbackResult, Provider, ProviderKind } from './provider.js';
import { type ProviderLimits, readLimits } from './provider-limits.js';
import { PROVIDER_KINDS, type ProviderKinds } from './provider-kinds.js';
import { ReceiptStore } from './receipt-store.js';

/** Providers that are remembered at most. */
const CAPACITY = 10_000;
/** Milliseconds after a change until the open ones are looked at: changes often come together. */
const SOON = 1_000;

interface StoredProvider {
  readonly kind: string;
  readonly settings: Record<string, unknown>;
  readonly secrets: string;
  readonly is_enabled: boolean;
  /** When it was changed last; as text, since it is only compared. */
  readonly version: string;
}

const FIND: Statement = {
  name: 'delivery_provider_find',
  text: `SELECT kind, settings, secrets, is_enabled, updated_at::text AS version FROM delivery_providers WHERE bank_id = $1 AND provider_id = $2`,
};

/** An open provider and what is known of its kind. */
export interface OpenProvider {
  readonly providerId: string;
  readonly kind: ProviderKind<never>;
  readonly provider: Provider;
  readonly limits: ProviderLimits;
  /** Seconds for which a receipt is waited for; undefined where none comes. */
  readonly receiptSeconds: number | undefined;
}

/** Reads the calls of one provider, also of one that is switched off: it may still report on what it has taken. */
export interface CallbackReader {
  hasSecret(given: string): boolean;
  read(request: CallbackRequest): Promise<CallbackResult>;
}

interface Entry {
  readonly version: string;
  /** Undefined: it is switched off, or its settings cannot be read any more. */
  readonly open: OpenProvider | undefined;
  /** Undefined: providers of its kind do not call, or its settings cannot be read any more. */
  readonly reader: CallbackReader | undefined;
}

/** What is encrypted for one provider cannot be read as another's. */
export const secretsOwner = (bankId: string, providerId: string): string => `${bankId}/${providerId}`;

/** The providers that this process sends with, opened once and anew when somebody changed them. */
@Injectable()
export class OpenProviders implements BeforeApplicationShutdown {
  private readonly logger = new Logger(OpenProviders.name);
  private readonly entries = new Map<string, Entry>();
  private readonly fresh: FreshCache<Entry>;
  private readonly closing = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly receipts: ReceiptStore,
    @Inject(PROVIDER_KINDS) private readonly kinds: ProviderKinds,
    private readonly urls: CallbackUrls,
    changes: CacheInvalidation,
  ) {
    changes.subscribe(() => (this.timer ??= setTimeout(() => this.lookAgain(), SOON).unref()));
    this.fresh = new FreshCache<Entry>(changes, { capacity: CAPACITY, load: (key) => this.look(key) });
  }

  /** Undefined when the bank has no such provider, or it is switched off. */
  async find(bankId: string, providerId: string): Promise<OpenProvider | undefined> {
    return (await this.fresh.get(secretsOwner(bankId, providerId)))?.open;
  }

  /** For somebody who closes it: also of one that is switched off. Undefined when the bank has none, or its settings cannot be read. */
  async openApart(bankId: string, providerId: string): Promise<OpenProvider | undefined> {
    const stored = await this.stored(bankId, providerId);
    return stored === undefined ? undefined : this.open(bankId, providerId, { ...stored, is_enabled: true }).open;
  }

  /** Undefined when the bank has no such provider, or none that calls. */
  async findReader(bankId: string, providerId: string): Promise<CallbackReader | undefined> {
    return (await this.fresh.get(secretsOwner(bankId, providerId)))?.reader;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    for (const { open } of this.entries.values()) if (open !== undefined) this.end(open.provider);
    await Promise.all(this.closing);
  }

  /** One that was changed, switched off or deleted is closed, also where nobody sends with it any more. */
  private lookAgain(): void {
    this.timer = undefined;
    for (const key of this.entries.keys()) Promise.resolve(this.fresh.get(key)).catch(() => undefined); // the next change or message looks again
  }

  private async look(key: string): Promise<Entry | undefined> {
    const [bankId = '', providerId = ''] = key.split('/');
    const stored = await this.stored(bankId, providerId);
    const known = this.entries.get(key);
    if (stored !== undefined && known?.version === stored.version) return known;
    if (known?.open !== undefined) this.end(known.open.provider);
    if (stored === undefined) {
      this.entries.delete(key);
      return undefined;
    }
    const entry = { version: stored.version, ...this.open(bankId, providerId, stored) };
    this.entries.set(key, entry);
    return entry;
  }

  private async stored(bankId: string, providerId: string): Promise<StoredProvider | undefined> {
    const [stored] = await this.database.query<StoredProvider & Record<string, unknown>>(FIND, [bankId, providerId]);
    return stored;
  }

  private open(bankId: string, providerId: string, stored: StoredProvider): Omit<Entry, 'version'> {
    const kind = this.kinds.get(stored.kind);
    try {
      if (kind === undefined) throw new Error(`this release knows no kind ${stored.kind}`);
      const { settings: plain, secrets } = stored;
      const known = secrets === '' ? {} : (JSON.parse(this.box.open(secrets, secretsOwner(bankId, providerId))) as object);
      const { limits, rest } = readLimits({ ...plain, ...known });
      const settings = kind.parse(rest);
      const reader = readerOf(kind, settings);
      if (!stored.is_enabled) return { open: undefined, reader };
      const receipts = { receive: (all: Parameters<ReceiptStore['receive']>[2]) => this.receipts.receive(bankId, providerId, all) };
      const context = { bankId, providerId, receipts, callbackUrl: this.urls.find(bankId, providerId) };
      const receiptSeconds = kind.receiptSeconds(settings, context);
      return { open: { providerId, kind, limits, provider: kind.open(settings, context), receiptSeconds }, reader };
    } catch (error) {
      this.logger.error(`provider ${providerId} of bank ${bankId} cannot be opened: ${(error as Error).message}`);
      return { open: undefined, reader: undefined };
    }
  }

  private end(provider: Provider): void {
    const closing = provider
      .close()
      .catch(() => undefined)
      .finally(() => this.closing.delete(closing));
    this.closing.add(closing);
  }
}

function readerOf(kind: ProviderKind<never>, settings: never): CallbackReader | undefined {
  const read = kind.readCallback?.bind(kind);
  if (read === undefined) return undefined;
  return {
    hasSecret: (given) => isSameSecret(given, kind.callbackSecret?.(settings) ?? ''),
    read: (request) => read(settings, request),
  };
}
