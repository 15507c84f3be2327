import { Inject, Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Principal } from '../../../access/sessions/principal.js';
import { UsableSessions } from '../../../access/sessions/usable-sessions.js';
import { CONFIG, type Config } from '../../../platform/config/config.js';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { failureOf } from '../../../platform/database/database.js';
import { lookAgain, type RegisteredEndpoint } from '../../../platform/endpoint/checks/check.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { StoredMessages } from '../../customer-messages/stored-messages.js';
import { MOST_BANKS } from '../inbox-banks.js';
import { InboxRepository } from '../inbox.repository.js';
import type { InboxItem } from '../merge-pages.js';
import { InboxNews } from './inbox-news.js';
import { InboxStream } from './inbox-stream.js';
import { Looks } from './looks.js';
import { SeenMessages } from './seen-messages.js';

/** Streams of one user in a process. */
const MOST_OF_USER = 5;
/** Milliseconds between two rounds: the time in which a revocation ends a stream and what another process stored is seen. */
const EVERY = 400;
/** Milliseconds between two rounds when rights have changed. */
const SOON = 100;
/** Streams whose checks are repeated at the same time, and the part of all of them that a round takes: all have their turn in 5 seconds. */
const CHECKED = { atOnce: 4, part: 0.08, least: 4 };
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
  private readonly logger = new Logger(InboxStreams.name);
  private readonly open = new Set<InboxStream>();
  private readonly ofUser = new Map<string, number>();
  private readonly looks: Looks;
  private timer: NodeJS.Timeout | undefined;
  private isLooking = false;
  /** When the last round began; by `performance.now()`, as all of these. */
  private began = -Infinity;
  /** Whether rights have changed since the last round began. */
  private isNoticed = false;
  /** The operation whose checks are repeated. */
  private endpoint: RegisteredEndpoint | undefined;
  private readLinks = -Infinity;
  /** Whether links may have changed since they were read. */
  private linksDue = false;
  private ending = false;
  private hasFailed = false;

  constructor(
    private readonly inbox: InboxRepository,
    private readonly news: InboxNews,
    private readonly sessions: UsableSessions,
    private readonly stored: StoredMessages,
    changes: CacheInvalidation,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    this.looks = new Looks(
      (bankId) => this.news.look(bankId, this.at(bankId)),
      (error) => this.say(error),
    );
    changes.subscribe(() => {
      this.isNoticed = true;
      this.linksDue = true;
      if (this.open.size > 0) this.plan();
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
   * @param form how a message is shown.
   * @returns a stream whose body is to be sent; then {@link begin} it.
   * @throws ObpError OBP-98372 (429) when the user has too many, OBP-98373, OBP-10040 (503) when the process has or ends.
   */
  async follow(
    request: FastifyRequest,
    endpoint: RegisteredEndpoint,
    { user, sessionId }: Principal,
    since: string | undefined,
    form: (item: InboxItem) => object,
  ): Promise<InboxStream> {
    if (this.ending) throw new ObpError('ServiceBusy');
    if (this.open.size >= this.config.inboxStreams) throw new ObpError('InboxStreamsFull');
    if ((this.ofUser.get(user.userId) ?? 0) >= MOST_OF_USER) throw new ObpError('TooManyInboxStreams');
    const stream = new InboxStream(request, user.userId, sessionId, SeenMessages.since(since), form);
    this.endpoint = endpoint;
    this.enter(stream);
    try {
      const own = (await this.inbox.banksOf([user.userId])).get(user.userId);
      stream.banks = own?.banks.slice(0, MOST_BANKS) ?? [];
      stream.links = own?.links ?? '';
    } catch (error) {
      stream.body.destroy();
      throw error;
    }
    return stream;
  }

  /** Shows what came since the stream was left, as its reader takes it, and from then on what comes. */
  async begin(stream: InboxStream): Promise<void> {
    stream.begin(RETRY);
    try {
      await this.news.catchUp(stream);
    } catch (error) {
      this.say(error);
      stream.body.destroy(); // the client comes back
    }
    stream.event('ready', { resumed: stream.seen.goesOn });
    stream.isReady = stream.isOpen;
  }

  /** Once, until a round succeeds: mostly the database is away, and nothing can be shown until it is back. */
  private say(error: unknown): void {
    if (!this.hasFailed) this.logger.warn(`what has come cannot be read (${failureOf(error)}); tried again every ${EVERY} ms`);
    this.hasFailed = true;
  }

  private enter(stream: InboxStream): void {
    const { userId } = stream;
    this.open.add(stream);
    this.ofUser.set(userId, (this.ofUser.get(userId) ?? 0) + 1);
    stream.onEnd(() => {
      this.open.delete(stream);
      const left = (this.ofUser.get(userId) ?? 1) - 1;
      if (left === 0) this.ofUser.delete(userId);
      else this.ofUser.set(userId, left);
    });
    this.stored.listen((bankId) => this.looks.soon(bankId));
    if (this.timer === undefined) this.plan();
  }

  /** The next round: as soon as may be when rights have changed. */
  private plan(): void {
    if (this.ending || this.isLooking) return;
    clearTimeout(this.timer);
    const next = this.began + (this.isNoticed ? SOON : EVERY);
    this.timer = setTimeout(() => void this.look(), Math.max(0, next - performance.now())).unref();
  }

  /** Ends what may not go on, and then reads what has come. */
  private async look(): Promise<void> {
    this.isLooking = true;
    this.began = performance.now();
    const time = Date.now();
    this.isNoticed = false;
    try {
      await this.refuse();
      await this.followLinks();
      const ready = [...this.open].filter((stream) => stream.isReady);
      const looked = await this.looks.all(new Set(ready.flatMap(({ banks }) => banks)));
      if (looked) for (const { seen } of ready) seen.forgetOld(time);
      await this.giveSigns();
      if (looked) this.hasFailed = false;
    } catch (error) {
      this.say(error);
    }
    this.isLooking = false;
    this.timer = undefined;
    if (this.open.size === 0) this.stored.listen(undefined);
    else this.plan();
  }

  /** All whose session may not be used any more, whatever else waits. */
  private async refuse(): Promise<void> {
    const streams = [...this.open].filter(({ isOpen }) => isOpen);
    const usable = await this.sessions.among([...new Set(streams.map(({ sessionId }) => sessionId))]);
    await this.check(streams.filter(({ sessionId }) => !usable.has(sessionId)));
  }

  private async giveSigns(): Promise<void> {
    const due = [...this.open].filter((stream) => stream.isBeatDue(this.began));
    await this.check(due.slice(0, Math.max(CHECKED.least, Math.ceil(this.open.size * CHECKED.part))));
  }

  /** Repeats all checks of streams, a few at the same time: they end, or get a sign of life. */
  private async check(streams: readonly InboxStream[]): Promise<void> {
    const waiting = streams.values();
    const checkOn = async (): Promise<void> => {
      for (const stream of waiting)
        if (await this.mayGoOn(stream)) stream.beat();
        else stream.end();
    };
    await Promise.all(Array.from({ length: CHECKED.atOnce }, checkOn));
  }

  /** By the state of this moment (decision 50). */
  private async mayGoOn({ request }: InboxStream): Promise<boolean> {
    if (this.endpoint === undefined) return false;
    try {
      await lookAgain(request, this.endpoint);
      return true;
    } catch (error) {
      return !(error instanceof ObpError) || error.status >= 500;
    }
  }

  /** Ends the streams of users who act for others than before: they come back, and read the list. */
  private async followLinks(): Promise<void> {
    if (!this.linksDue && this.began - this.readLinks < LINKS_EVERY) return;
    this.linksDue = false;
    const streams = [...this.open];
    const all = await this.inbox.banksOf([...new Set(streams.map(({ userId }) => userId))]).catch((error: unknown) => {
      this.linksDue = true;
      throw error;
    });
    this.readLinks = this.began;
    for (const stream of streams) {
      const links = all.get(stream.userId)?.links ?? '';
      // Of one that is reading them itself it is not known which came later: the next round compares.
      if (stream.links === undefined) this.linksDue = true;
      if (stream.links === undefined || stream.links === links) continue;
      stream.event('links', {}, '0'); // no message: whoever comes back with it begins anew
      stream.end();
    }
  }

  private at(bankId: string): InboxStream[] {
    return [...this.open].filter(({ banks, isReady, isOpen }) => isReady && isOpen && banks.includes(bankId));
  }
}
