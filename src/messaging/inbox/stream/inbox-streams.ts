import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../access/sessions/principal.js';
import { UsableSessions } from '../../../access/sessions/usable-sessions.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { lookAgain, type RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { StoredMessages } from '../../customer-messages/stored-messages.js';
import { MOST_BANKS } from '../inbox-banks.js';
import { InboxRepository } from '../inbox.repository.js';
import { InboxNews } from './inbox-news.js';
import { InboxStream } from './inbox-stream.js';
import { Looks } from './looks.js';
import { SeenMessages } from './seen-messages.js';

/** Streams of one user in a process. */
const MOST_OF_USER = 5;
/** Milliseconds between two looks: the time in which a revocation ends a stream and what another process stored is seen. */
const EVERY = 400;
/** Milliseconds without anything after which a sign of life is sent. */
const HEARTBEAT = 15_000;
/** Milliseconds between two readings of the links, when nobody said that they have changed. */
const LINKS_EVERY = 10_000;
/** Milliseconds after which clients come back. */
const RETRY = 3_000;

/**
 * The inboxes that are followed through this process. What each of its banks has stored is read for all of them by one statement; at once when
 * this process stored it, and otherwise {@link EVERY}. A create neither waits for it nor tells the database.
 */
@Injectable()
export class InboxStreams implements OnModuleDestroy {
  private readonly open = new Set<InboxStream>();
  /** Those that are not begun yet count too. */
  private readonly ofUser = new Map<string, number>();
  private count = 0;
  private readonly looks: Looks;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  /** The operation whose checks are repeated. */
  private endpoint: RegisteredEndpoint | undefined;
  private readLinks = 0;
  private ending = false;

  constructor(
    private readonly inbox: InboxRepository,
    private readonly news: InboxNews,
    private readonly sessions: UsableSessions,
    private readonly stored: StoredMessages,
    changes: CacheInvalidation,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.looks = new Looks((bankId) => this.news.look(bankId, this.at(bankId)));
    changes.subscribe(() => {
      this.readLinks = 0;
      if (this.open.size > 0) this.wait(0);
    });
  }

  onModuleDestroy(): void {
    this.ending = true;
    clearTimeout(this.timer);
    this.looks.end();
    this.stored.listen(undefined);
    for (const stream of this.open) stream.end();
  }

  /**
   * @param since the name of the last event that arrived.
   * @throws ObpError OBP-98372 (429) when the user has too many, OBP-98373, OBP-10040 (503) when the process has or ends.
   */
  async follow(
    request: FastifyRequest,
    endpoint: RegisteredEndpoint,
    { user, sessionId }: Principal,
    since: string | undefined,
  ): Promise<InboxStream> {
    if (this.ending) throw new ObpError('ServiceBusy');
    if (this.count >= this.config.inboxStreams) throw new ObpError('InboxStreamsFull');
    if ((this.ofUser.get(user.userId) ?? 0) >= MOST_OF_USER) throw new ObpError('TooManyInboxStreams');
    const stream = new InboxStream(request, user.userId, sessionId, SeenMessages.since(since));
    this.enter(stream);
    try {
      stream.banks = (await this.inbox.banksOf([user.userId])).get(user.userId)?.slice(0, MOST_BANKS) ?? [];
      stream.begin(RETRY);
      await this.news.catchUp(stream);
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
    stream.event('ready', { resumed: stream.seen.goesOn });
    this.endpoint = endpoint;
    this.open.add(stream);
    if (this.ending) stream.end();
    else this.start();
    return stream;
  }

  private enter(stream: InboxStream): void {
    const { userId } = stream;
    this.count += 1;
    this.ofUser.set(userId, (this.ofUser.get(userId) ?? 0) + 1);
    stream.onEnd(() => {
      this.count -= 1;
      this.open.delete(stream);
      const left = (this.ofUser.get(userId) ?? 1) - 1;
      if (left === 0) this.ofUser.delete(userId);
      else this.ofUser.set(userId, left);
    });
  }

  private start(): void {
    this.stored.listen((bankId) => this.looks.soon(bankId));
    if (this.timer === undefined) this.wait(EVERY);
  }

  private wait(milliseconds: number): void {
    if (this.ending || this.isLooking) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), milliseconds).unref();
  }

  /** Ends what may not go on, and then reads what has come. */
  private async look(): Promise<void> {
    this.isLooking = true;
    const began = performance.now();
    const time = Date.now();
    try {
      await this.refuse(began);
      await this.followLinks(began);
      const looked = await this.looks.all(new Set([...this.open].flatMap(({ banks }) => banks)));
      if (looked) for (const { seen } of this.open) seen.forgetOld(time);
    } catch {
      // The database is away: nothing can be shown either until it is back.
    }
    this.isLooking = false;
    this.timer = undefined;
    if (this.open.size === 0) this.stored.listen(undefined);
    else this.wait(Math.max(0, began + EVERY - performance.now()));
  }

  private async refuse(now: number): Promise<void> {
    const usable = await this.sessions.among([...new Set([...this.open].map(({ sessionId }) => sessionId))]);
    for (const stream of this.open) {
      const isQuiet = now - stream.quietSince > HEARTBEAT;
      if (usable.has(stream.sessionId) && !isQuiet) continue;
      if (await this.mayGoOn(stream)) stream.beat();
      else stream.end();
    }
  }

  /** All checks, by the state of this moment (decision 50). */
  private async mayGoOn({ request }: InboxStream): Promise<boolean> {
    if (this.endpoint === undefined) return false;
    try {
      await lookAgain(request, this.endpoint);
      return true;
    } catch (error) {
      return !(error instanceof ObpError) || error.status >= 500;
    }
  }

  private async followLinks(now: number): Promise<void> {
    if (now - this.readLinks < LINKS_EVERY && this.readLinks !== 0) return;
    this.readLinks = now;
    const banks = await this.inbox.banksOf([...this.ofUser.keys()]);
    for (const stream of this.open) stream.banks = banks.get(stream.userId)?.slice(0, MOST_BANKS) ?? [];
  }

  private at(bankId: string): InboxStream[] {
    return [...this.open].filter(({ banks, isOpen }) => isOpen && banks.includes(bankId));
  }
}
