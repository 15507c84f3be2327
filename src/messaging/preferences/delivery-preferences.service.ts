import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, Repository } from 'typeorm';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { Customer } from '../customers/customer.entity.js';
import { CHANNELS, type Channel } from '../providers/provider.js';
import { languageOf } from '../templates/languages.js';
import { DeliveryPreferences } from './delivery-preferences.entity.js';
import { EXTENTS, type Extent, isOptedOut, type OptOut, storedOptOuts } from './opt-outs.js';
import { isTimeZone } from './quiet-hours.js';

/** What staff wish, before it is looked at. */
export interface WantedPreferences {
  readonly optOuts: readonly { readonly channel: string; readonly extent: string }[];
  readonly timeZone: string;
  readonly language: string;
  /** What was read before; undefined: whatever it is now. */
  readonly version: number | undefined;
}

type Told = Pick<DeliveryPreferences, 'mailingsOff' | 'channelsOff' | 'timeZone' | 'language'>;

/** How customers wish to be reached. */
@Injectable()
export class DeliveryPreferencesService {
  constructor(
    @InjectRepository(DeliveryPreferences) private readonly preferences: Repository<DeliveryPreferences>,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws ObpError OBP-30046 (404) when the bank has no such customer. */
  async get(bankId: string, customerId: string): Promise<DeliveryPreferences> {
    const { manager } = this.preferences;
    const found = await manager.findOneBy(DeliveryPreferences, { bankId, customerId });
    if (found !== null) return found;
    await refuseStrangers(manager, bankId, customerId);
    return none(manager, bankId, customerId);
  }

  /** @throws ObpError OBP-98323 (400) naming what is wrong, OBP-30046 (404), OBP-98324 (409) when another version is stored. */
  async save(actor: Actor, bankId: string, customerId: string, wanted: WantedPreferences): Promise<DeliveryPreferences> {
    const told = read(wanted);
    return this.audit.perform(actor, async ({ manager, record }) => {
      await refuseStrangers(manager, bankId, customerId, true);
      const before = (await manager.findOneBy(DeliveryPreferences, { bankId, customerId })) ?? none(manager, bankId, customerId);
      if (wanted.version !== undefined && wanted.version !== before.version) throw new ObpError('DeliveryPreferencesChanged');
      const saved = await store(manager, before, told);
      await record({
        action: 'delivery_preferences.changed',
        subjectId: customerId,
        bankId,
        isNew: true,
        before: toldOf(before),
        after: told,
      });
      return saved;
    });
  }

  /** No mailings by e-mail any more. What is so already is left as it is, and so is a customer who is not there. */
  async unsubscribe(actor: Actor, bankId: string, customerId: string): Promise<void> {
    const known = await this.preferences.findOneBy({ bankId, customerId });
    if (known !== null && isOptedOut(known, 'email', 'bulk')) return;
    await this.audit.perform(actor, async ({ manager, record }) => {
      if (!(await isThere(manager, bankId, customerId, true))) return;
      const before = (await manager.findOneBy(DeliveryPreferences, { bankId, customerId })) ?? none(manager, bankId, customerId);
      if (isOptedOut(before, 'email', 'bulk')) return;
      const told = { ...toldOf(before), mailingsOff: [...before.mailingsOff, 'email'] };
      await store(manager, before, told);
      await record({
        action: 'delivery_preferences.unsubscribed',
        subjectId: customerId,
        bankId,
        isNew: true,
        before: toldOf(before),
        after: told,
      });
    });
  }
}

const none = (manager: EntityManager, bankId: string, customerId: string): DeliveryPreferences =>
  manager.create(DeliveryPreferences, {
    bankId,
    customerId,
    mailingsOff: [],
    channelsOff: [],
    timeZone: '',
    language: '',
    version: 0,
    updatedAt: new Date(0),
  });

const toldOf = ({ mailingsOff, channelsOff, timeZone, language }: Told): Told => ({ mailingsOff, channelsOff, timeZone, language });

async function store(manager: EntityManager, before: DeliveryPreferences, told: Told): Promise<DeliveryPreferences> {
  const { bankId, customerId, version } = before;
  const saved = { bankId, customerId, ...told, version: version + 1, updatedAt: new Date() };
  await manager.upsert(DeliveryPreferences, saved, ['bankId', 'customerId']);
  return manager.create(DeliveryPreferences, saved);
}

/** @param hold so that two who change a customer's preferences do it one after the other. */
async function isThere(manager: EntityManager, bankId: string, customerId: string, hold: boolean): Promise<boolean> {
  const found = await manager.findOne(Customer, {
    select: { customerId: true },
    where: { bankId, customerId },
    ...(hold ? { lock: { mode: 'for_no_key_update' as const } } : {}),
  });
  return found !== null;
}

async function refuseStrangers(manager: EntityManager, bankId: string, customerId: string, hold = false): Promise<void> {
  if (!(await isThere(manager, bankId, customerId, hold))) throw new ObpError('CustomerNotFound');
}

function read({ optOuts, timeZone, language }: WantedPreferences): Told {
  for (const { channel, extent } of optOuts) {
    if (!(CHANNELS as readonly string[]).includes(channel)) throw refused(`channel must be one of ${CHANNELS.join(', ')}`);
    if (!(EXTENTS as readonly string[]).includes(extent)) throw refused(`extent must be one of ${EXTENTS.join(', ')}`);
  }
  if (new Set(optOuts.map(({ channel }) => channel)).size < optOuts.length) throw refused('opt_outs must name each channel once');
  if (timeZone !== '' && !isTimeZone(timeZone)) throw refused('time_zone must be a name of the IANA, such as Europe/Madrid');
  const tag = language === '' ? '' : languageOf(language);
  if (tag === undefined) throw refused('language must be a tag of BCP 47, such as es or es-MX');
  const all: OptOut[] = optOuts.map(({ channel, extent }) => ({ channel: channel as Channel, extent: extent as Extent }));
  return { ...storedOptOuts(all), timeZone, language: tag };
}

const refused = (what: string): ObpError => new ObpError('DeliveryPreferencesInvalid', ` ${what}`);
