import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, IsNull, Repository } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { violatedConstraint } from '../../platform/database/database.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { ListParameters } from '../../platform/endpoint/pagination-query.js';
import { within } from '../../platform/endpoint/within.js';
import { User } from '../users/user.entity.js';
import { Consumer } from './consumer.entity.js';
import { alternativeName, type NewConsumer, randomCredential, refuseBadConsumer } from './new-consumer.js';
import { SecretBox } from '../../platform/keys/secret-box.js';

/** A consumer with the user who registered it, if that is known. */
export interface ConsumerAndCreator {
  readonly consumer: Consumer;
  readonly creator: User | undefined;
}

export const consumerNotFound = (consumerId: string): ObpError => new ObpError('ConsumerNotFound', ` Current ConsumerId is ${consumerId}`);

@Injectable()
export class ConsumersService {
  constructor(
    @InjectRepository(Consumer) private readonly consumers: Repository<Consumer>,
    @InjectRepository(User) private readonly users: Repository<User>,
    private readonly audit: AuditTrail,
    private readonly box: SecretBox,
  ) {}

  /** Finds a consumer by id, key or name, for the command line. */
  async findByAny(idKeyOrName: string): Promise<Consumer | undefined> {
    const deletedAt = IsNull();
    const found = await this.consumers.findOne({
      where: [
        { consumerId: idKeyOrName, deletedAt },
        { key: idKeyOrName, deletedAt },
        { name: idKeyOrName, deletedAt },
      ],
    });
    return found ?? undefined;
  }

  async findByKey(key: string): Promise<Consumer | undefined> {
    return (await this.consumers.findOneBy({ key, deletedAt: IsNull() })) ?? undefined;
  }

  async find(consumerId: string): Promise<Consumer | undefined> {
    return (await this.consumers.findOneBy({ consumerId, deletedAt: IsNull() })) ?? undefined;
  }

  /** @param createdByUserId only those that this user has registered; otherwise all. */
  async list({ direction, offset, limit, ...times }: ListParameters, createdByUserId?: string): Promise<ConsumerAndCreator[]> {
    const createdAt = within(times);
    const found = await this.consumers.find({
      where: {
        deletedAt: IsNull(),
        ...(createdByUserId === undefined ? {} : { createdByUserId }),
        ...(createdAt === undefined ? {} : { createdAt }),
      },
      order: { createdAt: direction, consumerId: direction },
      skip: offset,
      take: limit,
    });
    return this.withCreators(found);
  }

  /**
   * Registers an application. If the name is taken, a unique variant of it is used.
   *
   * @returns the consumer and its secret, which is never shown again.
   * @throws ObpError OBP-30024 (contract section 3.9).
   */
  async create(actor: Actor, consumer: NewConsumer): Promise<ConsumerAndCreator & { secret: string }> {
    refuseBadConsumer(consumer);
    const secret = randomCredential();
    const stored = await this.insert(actor, consumer, secret).catch((error: unknown) => {
      if (violatedConstraint(error) !== 'consumers_name_key') throw error;
      return this.insert(actor, { ...consumer, name: alternativeName(consumer.name) }, secret);
    });
    return { ...(await this.withCreator(stored)), secret };
  }

  /**
   * Lets an application in, or shuts it out: its logins and its tokens are refused from then on, on every replica.
   *
   * @throws ObpError OBP-30019 (404) for one that was deleted meanwhile.
   */
  async setEnabled(actor: Actor, { consumerId, isActive }: Consumer, enabled: boolean): Promise<void> {
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.update(Consumer, { consumerId, deletedAt: IsNull() }, { isActive: enabled });
      if (affected !== 1) throw consumerNotFound(consumerId);
      await record({
        action: enabled ? 'consumer.enabled' : 'consumer.disabled',
        subjectId: consumerId,
        before: { enabled: isActive },
        after: { enabled },
      });
    });
  }

  async withCreator(consumer: Consumer): Promise<ConsumerAndCreator> {
    const [found] = await this.withCreators([consumer]);
    return found as ConsumerAndCreator;
  }

  private insert(actor: Actor, { name, ...rest }: NewConsumer, secret: string): Promise<Consumer> {
    const consumerId = uuidv7();
    const consumer = this.consumers.create({
      ...rest,
      consumerId,
      name,
      key: randomCredential(),
      secret: this.box.seal(secret, consumerId),
      appType: '', // OBP takes the caller's value and stores none (recorded)
      createdByUserId: actor.userId,
      createdAt: new Date(),
    });
    return this.audit.perform(actor, async ({ manager, record }) => {
      await manager.insert(Consumer, consumer);
      await record({ action: 'consumer.created', subjectId: consumerId, after: { app_name: name, enabled: consumer.isActive } });
      return consumer;
    });
  }

  private async withCreators(consumers: readonly Consumer[]): Promise<ConsumerAndCreator[]> {
    const ids = [...new Set(consumers.map(({ createdByUserId }) => createdByUserId))];
    const creators = await this.users.findBy({ userId: In(ids) });
    return consumers.map((consumer) => ({
      consumer,
      creator: creators.find(({ userId }) => userId === consumer.createdByUserId),
    }));
  }
}
