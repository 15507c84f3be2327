import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../../platform/audit/audit-trail.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { idBefore } from '../../customer-messages/message-id.js';
import { type OpenProvider, OpenProviders } from '../../providers/open-providers.js';
import type { Answer, Channel } from '../../providers/provider.js';
import { ProvidersService } from '../../providers/providers.service.js';
import { addressOf, shownEnd } from '../../suppressions/addresses.js';

/** Tests of a bank in {@link WITHIN} milliseconds, at most, over all processes: enough to get settings right, and too few to pester anybody. */
const MOST = 10;
const WITHIN = 600_000;
/** Milliseconds after which the caller is answered without the provider. */
const LONGEST = 30_000;

/** What came of a test. */
export interface ProviderTest {
  readonly outcome: Answer['outcome'];
  /** Empty for one that was taken. */
  readonly code: string;
  readonly milliseconds: number;
}

/** Sends one message of ours with a provider, as the worker would, to see whether its settings are right. */
@Injectable()
export class ProviderTests {
  private readonly logger = new Logger(ProviderTests.name);

  constructor(
    private readonly providers: ProvidersService,
    private readonly open: OpenProviders,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param address a phone number or an e-mail address, of the caller.
   * @throws ObpError OBP-98301 (404), OBP-10001 for an address of no use, OBP-98353 (429), OBP-98354 (409) where its settings cannot be read.
   */
  async run(actor: Actor, bankId: string, providerId: string, address: string): Promise<ProviderTest> {
    const { isEnabled } = await this.providers.get(bankId, providerId);
    // One that is switched off is opened for the test: it is tested before it is switched on.
    const opened = isEnabled ? await this.open.find(bankId, providerId) : await this.open.openApart(bankId, providerId);
    if (opened === undefined) throw new ObpError('ProviderUnreadable');
    try {
      const [channel, found] = readAddress(address, opened);
      await this.audit.perform(actor, async ({ manager, record }) => {
        await refuseMany(manager, bankId);
        const after = { channel, address: shownEnd(found) };
        await record({ action: 'provider.tested', subjectId: providerId, bankId, isNew: true, after });
      });
      return await this.send(opened, bankId, found);
    } finally {
      if (!isEnabled) void opened.provider.close().catch(() => undefined);
    }
  }

  private async send({ provider, providerId }: OpenProvider, bankId: string, address: string): Promise<ProviderTest> {
    const id = uuidv7();
    const started = performance.now();
    const sending = provider
      .send({
        bankId,
        deliveryId: id,
        sendKey: `${id}-1`,
        address,
        text: `This is a test of the provider ${providerId}.`,
        fromDepartment: 'Test',
        fromPerson: 'Test',
        class: 'normal',
        date: new Date(),
        tries: 0,
        unsubscribeUrl: undefined,
      })
      .catch((error: unknown): Answer => {
        this.logger.error(`provider ${providerId}: ${error instanceof Error ? error.name : 'failed'} in a test`);
        return { outcome: 'temporary', code: 'DEFECT' };
      });
    const ended = new AbortController();
    const late = sleep(LONGEST, undefined, { signal: ended.signal }).then(
      (): Answer => ({ outcome: 'unknown', code: 'ETIMEDOUT' }),
      (): Answer => ({ outcome: 'unknown', code: '' }),
    );
    const answer = await Promise.race([sending, late]);
    ended.abort();
    const code = answer.outcome === 'accepted' ? '' : answer.code;
    return { outcome: answer.outcome, code, milliseconds: Math.round(performance.now() - started) };
  }
}

function readAddress(text: string, { kind }: OpenProvider): readonly [Channel, string] {
  const channel = text.includes('@') ? 'email' : 'sms';
  if (!kind.channels.includes(channel)) throw wrongAddress(`for one of the provider's channels: ${kind.channels.join(', ')}`);
  const found = addressOf({ mobile_phone_number: text, email: text }, channel, '', kind.name === 'simulator');
  if ('reason' in found) throw wrongAddress('a phone number with its country, such as +34600000001, or an e-mail address');
  return [channel, found.address];
}

const wrongAddress = (expected: string): ObpError => new ObpError('InvalidJson', ` address must be ${expected}`);

/** Counts along the primary key of the audit, whose ids tell the time. The lock has two who ask at once counted one after the other. */
async function refuseMany(manager: EntityManager, bankId: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(77, hashtext($1))', [bankId]);
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM audit_records WHERE audit_record_id > $2 AND bank_id = $1 AND action = 'provider.tested'`,
    [bankId, idBefore(Date.now() - WITHIN)],
  );
  if ((row?.count ?? 0) >= MOST) throw new ObpError('TooManyProviderTests');
}
