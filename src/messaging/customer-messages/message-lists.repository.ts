import { Injectable } from '@nestjs/common';
import { Database, isDatabaseAway, isTooSlow, type Statement } from '../../platform/database/database.js';
import { ReadBatcher } from '../../platform/database/read-batcher.js';
import type { Replica } from '../../platform/database/replicas/replica.js';
import { Replicas } from '../../platform/database/replicas/replicas.js';
import type { MessageProjection } from './message-projection.js';
import type { MessagePage } from './message-page.js';
import { StoredMessages } from './stored-messages.js';

/** A page of messages as PostgreSQL wrote it (decision 38). */
export interface MessagePageText {
  /** The messages in JSON, with commas between them; empty when there are none. */
  readonly messages: string;
  readonly count: number;
  /** The id of the page's last message if there are more after it. */
  readonly last: string | undefined;
}

type Whose = 'customer' | 'user';
type Direction = MessagePage['direction'];
type Source = Pick<Database, 'query'>;
type Lists = ReadBatcher<Question, MessagePageText | undefined>;

/** One list that a caller is waiting for. */
interface Question {
  readonly statement: Statement;
  readonly bankId: string;
  readonly id: string;
  readonly page: MessagePage;
}

interface Row {
  /** Counted from one. */
  question: number;
  /** Null when there is no such customer. */
  messages: string | null;
  last: string | null;
  count: number;
}

/** Maximum concurrent statements of a kind, and maximum lists per statement. */
const LIMITS = { concurrency: 4, maxBatchSize: 16 };

const RANGE = 'm.message_id > q.after AND m.message_id < q.before';
/**
 * A date is never later than its id, so `after` holds for both. How much earlier it may be depends on the clocks' history: ids of a lead
 * are read if they may have wanted dates (decision 61).
 */
const DATED = `
                   m.message_id > q.after AND m.date >= q.since AND m.date < q.until
               AND m.message_id < least(q.before, greatest(q.latest, (
                     SELECT l.before FROM message_id_leads l
                      WHERE l.before > q.latest AND l.since < q.until ORDER BY l.before DESC LIMIT 1)))`;

const DATES = ', (SELECT $7::timestamptz[]), (SELECT $8::timestamptz[]), (SELECT $9::uuid[])';

/** A page and one more row. No more than that is read from the primary key for each customer, however much there is. */
const PAGE: Record<Whose, (stored: string, direction: Direction, range: string) => string> = {
  customer: (stored, direction, range) => `
            SELECT ${stored} FROM messages m
             WHERE m.bank_id = $1 AND m.customer_id = q.id AND ${range}
             ORDER BY m.message_id ${direction} LIMIT q.most + 1 OFFSET q.skip`,
  user: (stored, direction, range) => `
            SELECT m.*
              FROM user_customer_links l
             CROSS JOIN LATERAL (
                SELECT ${stored} FROM messages m
                 WHERE m.bank_id = $1 AND m.customer_id = l.customer_id AND ${range}
                 ORDER BY m.message_id ${direction} LIMIT q.most + 1 + q.skip
              ) m
             WHERE l.bank_id = $1 AND l.user_id = q.id
             ORDER BY m.message_id ${direction} LIMIT q.most + 1 OFFSET q.skip`,
};

/** The result for a page without messages: nothing at all if there is no such customer. A customer with messages exists. */
const EMPTY: Record<Whose, string> = {
  customer: "(SELECT '' FROM customers c WHERE c.bank_id = $1 AND c.customer_id = q.id)",
  user: "''",
};

/**
 * Answers several requests for one bank: for each, a row with the messages of its page, and where it ends if one more was found.
 *
 * The arrays are behind a SELECT so that the planner cannot see how many requests there are. If it could, it would think its generic plan
 * more expensive than one for this number, and plan again for each execution, which costs as much as executing.
 */
export const listStatement = (
  whose: Whose,
  direction: Direction,
  { name, columns, stored }: MessageProjection,
  dated = false,
): Statement => ({
  name: `messages_of_${whose}_${direction}_${name}${dated ? '_dated' : ''}`,
  text: `
    SELECT q.question::int AS question, coalesce(page.messages, ${EMPTY[whose]}) AS messages, page.last, page.count
      FROM unnest((SELECT $2::text[]), (SELECT $3::uuid[]), (SELECT $4::uuid[]), (SELECT $5::bigint[]), (SELECT $6::bigint[])${dated ? DATES : ''})
           WITH ORDINALITY AS q (id, after, before, most, skip, ${dated ? 'since, until, latest, ' : ''}question)
     CROSS JOIN LATERAL (
        SELECT string_agg(json, ',') FILTER (WHERE place <= q.most) AS messages,
               CASE WHEN count(*) > q.most THEN max(message_id::text) FILTER (WHERE place = q.most) END AS last,
               least(count(*), q.most)::int AS count
          FROM (
            SELECT row_number() OVER () AS place, m.message_id, row_to_json(shown)::text AS json
              FROM (${PAGE[whose](stored, direction, dated ? DATED : RANGE)}
              ) m
             CROSS JOIN LATERAL (SELECT ${columns}) shown
          ) written
     ) page`,
});

/** Pages of messages, in the form of an API version, without creating objects in between (decision 38). */
@Injectable()
export class MessageListsRepository {
  private readonly statements = new Map<string, Statement>();
  private readonly onPrimary: Lists;
  private readonly onReplicas = new Map<Replica, Lists>();

  constructor(
    database: Database,
    private readonly replicas: Replicas,
    stored: StoredMessages,
  ) {
    this.onPrimary = this.listsOf(database, Math.min(LIMITS.concurrency, database.connections));
    if (replicas.isConfigured) stored.awaitAuthors((userIds) => replicas.wrote(userIds));
  }

  /**
   * @param reader the id of the user who asks: a replica is asked only if it has all that they have written.
   * @returns undefined when the bank has no such customer.
   */
  ofCustomer(
    bankId: string,
    customerId: string,
    page: MessagePage,
    form: MessageProjection,
    reader: string,
  ): Promise<MessagePageText | undefined> {
    const question = this.question('customer', bankId, customerId, page, form);
    if (!this.replicas.isConfigured) return ask(this.onPrimary, question);
    return this.askReplica(reader, question).then((found) => found ?? ask(this.onPrimary, question));
  }

  /**
   * The messages of all customers at the bank that the user is linked to. Only the primary is asked: a link is a right to read, which may
   * just have been taken away.
   */
  async ofUser(bankId: string, userId: string, page: MessagePage, form: MessageProjection): Promise<MessagePageText> {
    return (await ask(this.onPrimary, this.question('user', bankId, userId, page, form))) ?? NONE;
  }

  private question(whose: Whose, bankId: string, id: string, page: MessagePage, form: MessageProjection): Question {
    return { statement: this.statement(whose, page, form), bankId, id, page };
  }

  /** @returns undefined where no replica can answer; a customer whom it does not know may be a new one. */
  private async askReplica(reader: string, question: Question): Promise<MessagePageText | undefined> {
    const replica = await this.replicas.choose(reader);
    if (replica === undefined) {
      this.replicas.count('primary');
      return undefined;
    }
    let lists = this.onReplicas.get(replica);
    if (lists === undefined) this.onReplicas.set(replica, (lists = this.listsOf(replica, LIMITS.concurrency)));
    const found = await ask(lists, question).catch(() => undefined);
    this.replicas.count(found === undefined ? 'primary' : 'replica');
    return found;
  }

  private listsOf(source: Source, concurrency: number): Lists {
    return new ReadBatcher((questions) => answer(source, questions), {
      concurrency,
      maxBatchSize: LIMITS.maxBatchSize,
      retryAlone: (error) => source instanceof Database && (!isDatabaseAway(error) || isTooSlow(error)),
    });
  }

  private statement(whose: Whose, { direction, dates }: MessagePage, form: MessageProjection): Statement {
    const key = `${whose} ${direction} ${form.name}${dates === undefined ? '' : ' dated'}`;
    const known = this.statements.get(key);
    if (known !== undefined) return known;
    const made = listStatement(whose, direction, form, dates !== undefined);
    this.statements.set(key, made);
    return made;
  }
}

/** Lists of one bank share a statement: on a cluster they are on one node. */
const ask = (lists: Lists, question: Question): Promise<MessagePageText | undefined> =>
  lists.read(`${question.statement.name} ${question.bankId}`, question);

async function answer(source: Source, questions: readonly Question[]): Promise<(MessagePageText | undefined)[]> {
  const [{ statement, bankId }] = questions as [Question];
  const answers = new Array<MessagePageText | undefined>(questions.length);
  const rows = await source.query<Row>(statement, [
    bankId,
    questions.map(({ id }) => id),
    questions.map(({ page }) => page.after),
    questions.map(({ page }) => page.before),
    questions.map(({ page }) => page.limit),
    questions.map(({ page }) => page.offset),
    ...datesOf(questions),
  ]);
  for (const row of rows) {
    const { question, messages, last, count } = row;
    if (messages !== null) answers[question - 1] = { messages, count, last: last ?? undefined };
    // The rows stay until the next major garbage collection; the texts, nearly all of a list's long-lived memory, need not.
    row.messages = null;
  }
  return answers;
}

/** Either all requests of a statement have dates, or none. */
function datesOf(questions: readonly Question[]): unknown[] {
  if (questions[0]?.page.dates === undefined) return [];
  return (['from', 'until', 'latest'] as const).map((name) => questions.map(({ page }) => page.dates?.[name]));
}

const NONE: MessagePageText = { messages: '', count: 0, last: undefined };
