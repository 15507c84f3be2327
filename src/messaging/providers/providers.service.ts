import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { SecretBox } from '../../platform/keys/secret-box.js';
import { CallbackUrls } from './callbacks/callback-urls.js';
import { DeliveryProviderHealth } from './delivery-provider-health.entity.js';
import { DeliveryProvider } from './delivery-provider.entity.js';
import { secretsOwner } from './open-providers.js';
import { PROVIDER_ID, ProviderSettingsError } from './provider.js';
import { readLimits } from './provider-limits.js';
import { PROVIDER_KINDS, type ProviderKinds } from './provider-kinds.js';

/** What an administrator says of a provider. */
export interface ProviderWish {
  readonly kind: string;
  /** Secrets among them; one that is left out stays as it was, unless it would go elsewhere now. */
  readonly settings: Readonly<Record<string, unknown>>;
  readonly isEnabled: boolean;
}

/** A provider as it is shown, without secrets. */
export interface ShownProvider extends Omit<DeliveryProvider, 'secrets'> {
  /** The secret settings that it has. */
  readonly secretNames: readonly string[];
  /** Undefined where it never had trouble. */
  readonly health: DeliveryProviderHealth | undefined;
  /** Where it reports to, without the secret that may follow; undefined where it does not, or cannot reach us. */
  readonly callbackUrl: string | undefined;
}

/** Of a bank, at most. */
const MOST_PROVIDERS = 100;

/** The providers that a bank has configured. */
@Injectable()
export class ProvidersService {
  constructor(
    @InjectRepository(DeliveryProvider) private readonly providers: Repository<DeliveryProvider>,
    @InjectRepository(DeliveryProviderHealth) private readonly health: Repository<DeliveryProviderHealth>,
    private readonly audit: AuditTrail,
    private readonly box: SecretBox,
    @Inject(PROVIDER_KINDS) private readonly kinds: ProviderKinds,
    private readonly urls: CallbackUrls,
  ) {}

  async list(bankId: string): Promise<ShownProvider[]> {
    const providers = await this.providers.find({ where: { bankId }, order: { providerId: 'ASC' } });
    const health = new Map((await this.health.findBy({ bankId })).map((one) => [one.providerId, one]));
    return providers.map((one) => this.shown(one, health.get(one.providerId)));
  }

  /** @throws ObpError OBP-98301 (404). */
  async get(bankId: string, providerId: string): Promise<ShownProvider> {
    const found = await this.providers.findOneBy({ bankId, providerId });
    if (found === null) throw new ObpError('ProviderNotFound');
    return this.shown(found, (await this.health.findOneBy({ bankId, providerId })) ?? undefined);
  }

  /**
   * Makes a provider, or changes it.
   *
   * @throws ObpError OBP-98302 (400) naming what is wrong.
   */
  async save(actor: Actor, bankId: string, providerId: string, { kind: name, settings, isEnabled }: ProviderWish): Promise<ShownProvider> {
    if (!PROVIDER_ID.test(providerId)) throw refused('PROVIDER_ID must be of 1 to 64 lower-case letters, digits, - and _');
    const kind = this.kinds.get(name);
    if (kind === undefined) throw refused(`kind must be one of ${[...this.kinds.keys()].join(', ')}`);
    await this.audit.perform(actor, async ({ manager, record }) => {
      const before = await manager.findOne(DeliveryProvider, { where: { bankId, providerId }, lock: { mode: 'pessimistic_write' } });
      if (before === null && (await manager.countBy(DeliveryProvider, { bankId })) >= MOST_PROVIDERS)
        throw refused(`a bank has at most ${MOST_PROVIDERS} providers`);
      const plain = Object.fromEntries(Object.entries(settings).filter(([setting]) => !kind.secretSettings.includes(setting)));
      const isSame = (setting: string): boolean => isDeepStrictEqual(before?.settings[setting], plain[setting]);
      const isKept = before?.kind === name && kind.destinationSettings.every(isSame);
      const secret = { ...(isKept ? this.secretsOf(before) : {}), ...pick(settings, kind.secretSettings) };
      try {
        kind.parse(readLimits({ ...plain, ...secret }).rest);
      } catch (error) {
        if (error instanceof ProviderSettingsError) throw refused(error.message);
        throw error;
      }
      const secrets = Object.keys(secret).length === 0 ? '' : this.box.seal(JSON.stringify(secret), secretsOwner(bankId, providerId));
      const updatedAt = new Date();
      const saved = { bankId, providerId, kind: name, settings: plain as object, secrets, isEnabled, updatedAt };
      await manager.upsert(DeliveryProvider, saved, ['bankId', 'providerId']);
      await record({
        action: before === null ? 'provider.created' : 'provider.changed',
        subjectId: providerId,
        bankId,
        ...(before === null ? {} : { before: { kind: before.kind, settings: before.settings, is_enabled: before.isEnabled } }),
        after: { kind: name, settings: plain, is_enabled: isEnabled },
      });
    });
    return this.get(bankId, providerId);
  }

  /** @throws ObpError OBP-98301 (404), OBP-98303 (409) while a route leads to it. */
  async delete(actor: Actor, bankId: string, providerId: string): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const before = await manager.findOne(DeliveryProvider, { where: { bankId, providerId }, lock: { mode: 'pessimistic_write' } });
      if (before === null) throw new ObpError('ProviderNotFound');
      const [{ used } = { used: false }] = await manager.query<{ used: boolean }[]>(
        'SELECT EXISTS (SELECT FROM delivery_routes WHERE bank_id = $1 AND providers @> $2::jsonb) AS used',
        [bankId, JSON.stringify([{ provider_id: providerId }])],
      );
      if (used) throw new ObpError('ProviderInUse');
      await manager.delete(DeliveryProvider, { bankId, providerId });
      await record({ action: 'provider.deleted', subjectId: providerId, bankId, before: { kind: before.kind, settings: before.settings } });
    });
  }

  private shown(provider: DeliveryProvider, health: DeliveryProviderHealth | undefined): ShownProvider {
    const { bankId, providerId, kind, settings, isEnabled, updatedAt } = provider;
    return {
      bankId,
      providerId,
      kind,
      settings,
      isEnabled,
      updatedAt,
      health,
      secretNames: provider.secrets === '' ? [] : Object.keys(this.secretsOf(provider)),
      callbackUrl: this.kinds.get(kind)?.readCallback === undefined ? undefined : this.urls.find(bankId, providerId),
    };
  }

  /** Empty where they cannot be read any more. */
  private secretsOf({ bankId, providerId, secrets }: DeliveryProvider): Record<string, unknown> {
    if (secrets === '') return {};
    try {
      return JSON.parse(this.box.open(secrets, secretsOwner(bankId, providerId))) as Record<string, unknown>;
    } catch {
      return {};
    }
  }
}

const refused = (what: string): ObpError => new ObpError('ProviderSettingsInvalid', ` ${what}`);

const pick = (settings: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(settings).filter(([setting, value]) => names.includes(setting) && value !== null && value !== ''));
