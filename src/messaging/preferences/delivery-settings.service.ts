import { Injectable } from '@nestjs/common';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import { CLASSES } from '../providers/provider.js';
import { type BankDeliverySettings, DeliverySettings, NO_SETTINGS } from './delivery-settings.js';
import { DeliverySettingsRow } from './delivery-settings.entity.js';
import { isTimeZone } from './quiet-hours.js';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What can be held back: a one-time code is of no use in the morning. */
const HELD_CLASSES = CLASSES.filter((one) => one !== 'high');

/** What staff wish, before it is looked at. */
export interface WantedSettings {
  readonly country: string;
  readonly timeZone: string;
  readonly quietHours: { readonly from: string; readonly until: string; readonly classes: readonly string[] } | null;
  /** Undefined: as it is. */
  readonly readReceipts: boolean | undefined;
}

@Injectable()
export class DeliverySettingsService {
  constructor(
    private readonly settings: DeliverySettings,
    private readonly audit: AuditTrail,
  ) {}

  get(bankId: string): BankDeliverySettings | Promise<BankDeliverySettings> {
    return this.settings.of(bankId);
  }

  /** @throws ObpError OBP-98321 (400) naming what is wrong. */
  async save(actor: Actor, bankId: string, wanted: WantedSettings): Promise<BankDeliverySettings> {
    const told = read(wanted);
    return this.audit.perform(actor, async ({ manager, record }) => {
      const before = await manager.findOneBy(DeliverySettingsRow, { bankId });
      const { country, timeZone, quietHours, readReceipts } = before ?? NO_SETTINGS;
      const settings = { ...told, readReceipts: wanted.readReceipts ?? readReceipts };
      await manager.upsert(DeliverySettingsRow, { bankId, ...settings, updatedAt: new Date() }, ['bankId']);
      await record({
        action: 'delivery_settings.changed',
        subjectId: bankId,
        bankId,
        before: { country, timeZone, quietHours, readReceipts },
        after: settings,
      });
      return settings;
    });
  }
}

function read({ country: given, timeZone, quietHours }: WantedSettings): Omit<BankDeliverySettings, 'readReceipts'> {
  const country = given.toUpperCase();
  if (country !== '' && !isSupportedCountry(country)) throw refused('country must be a code of ISO 3166, such as GB');
  if (!isTimeZone(timeZone)) throw refused('time_zone must be a name of the IANA, such as Europe/Madrid');
  if (quietHours === null) return { country, timeZone, quietHours };
  const { from, until } = quietHours;
  if (!TIME.test(from) || !TIME.test(until)) throw refused('from and until must be times, such as 22:00');
  if (from === until) throw refused('from and until must differ');
  const classes = HELD_CLASSES.filter((one) => quietHours.classes.includes(one));
  if (classes.length === 0 || quietHours.classes.some((one) => !classes.some((held) => held === one)))
    throw refused(`classes must be some of ${HELD_CLASSES.join(', ')}`);
  return { country, timeZone, quietHours: { from, until, classes } };
}

const refused = (what: string): ObpError => new ObpError('DeliverySettingsInvalid', ` ${what}`);
