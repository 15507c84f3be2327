import { type BeforeApplicationShutdown, Inject, Injectable, Logger } from '@nestjs/common';
import { CacheInvalidation } from '../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../platform/database/database.js';
import { FreshCache } from '../../platform/database/fresh-cache.js';
import { SecretBox } from '../../platform/keys/secret-box.js';
import type { Provider, ProviderKind } from './provider.js';
import { PROVIDER_KINDS, type ProviderKinds } from './provider-kinds.js';
import { ReceiptStore } from './receipt-store.js';

/** Providers that are remembered at most. */
const CAPACITY = 10_000;

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
}

interface Entry {
  readonly version: string;
  /** Undefined: it is switched off, or its settings cannot be read any more. */
  readonly open: OpenProvider | undefined;
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

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    private readonly receipts: ReceiptStore,
    @Inject(PROVIDER_KINDS) private readonly kinds: ProviderKinds,
    changes: CacheInvalidation,
  ) {
    this.fresh = new FreshCache<Entry>(changes, { capacity: CAPACITY, load: (key) => this.look(key) });
  }

  /** Undefined when the bank has no such provider, or it is switched off. */
  async find(bankId: string, providerId: string): Promise<OpenProvider | undefined> {
    return (await this.fresh.get(secretsOwner(bankId, providerId)))?.open;
  }

  async beforeApplicationShutdown(): Promise<void> {
    for (const { open } of this.entries.values()) if (open !== undefined) this.end(open.provider);
    await Promise.all(this.closing);
  }

  private async look(key: string): Promise<Entry | undefined> {
    const [bankId = '', providerId = ''] = key.split('/');
    const [stored] = await this.database.query<StoredProvider & Record<string, unknown>>(FIND, [bankId, providerId]);
    const known = this.entries.get(key);
    if (stored !== undefined && known?.version === stored.version) return known;
    if (known?.open !== undefined) this.end(known.open.provider);
    if (stored === undefined) {
      this.entries.delete(key);
      return undefined;
    }
    const entry = { version: stored.version, open: stored.is_enabled ? this.open(bankId, providerId, stored) : undefined };
    this.entries.set(key, entry);
    return entry;
  }

  private open(bankId: string, providerId: string, { kind: name, settings, secrets }: StoredProvider): OpenProvider | undefined {
    const kind = this.kinds.get(name);
    try {
      if (kind === undefined) throw new Error(`this release knows no kind ${name}`);
      const known = secrets === '' ? {} : (JSON.parse(this.box.open(secrets, secretsOwner(bankId, providerId))) as object);
      const receipts = { receive: (all: Parameters<ReceiptStore['receive']>[2]) => this.receipts.receive(bankId, providerId, all) };
      return { providerId, kind, provider: kind.open(kind.parse({ ...settings, ...known }), { bankId, providerId, receipts }) };
    } catch (error) {
      this.logger.error(`provider ${providerId} of bank ${bankId} cannot be opened: ${(error as Error).message}`);
      return undefined;
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
