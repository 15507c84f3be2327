import { Injectable } from '@nestjs/common';
import { type PreviousSecret, stillGood } from '../../consumers/previous-secrets.js';
import { readRedirectUrl } from '../../consumers/redirect-url.js';
import { SecretBox } from '../../../platform/keys/secret-box.js';
import { CacheInvalidation } from '../../../platform/database/cache-invalidation.js';
import { Database, type Statement } from '../../../platform/database/database.js';
import { FreshCache } from '../../../platform/database/fresh-cache.js';
import { ObpError } from '../../../platform/errors/obp-error.js';

/** What an application signs with. */
interface SigningSecret {
  readonly secret: string;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** An application that may sign calls. */
export interface SigningConsumer {
  readonly consumerId: string;
  /** The current one, and earlier ones while they are valid. */
  readonly secrets: readonly SigningSecret[];
  /** Empty: its only callback is `oob`. */
  readonly redirectUrl: string;
}

/** Maximum cached applications. */
const CAPACITY = 10_000;

/** The possible keys: anything else is not looked up. */
const KEY = /^[!-~]{1,250}$/;

const FIND: Statement = {
  name: 'signing_consumer',
  text: `SELECT consumer_id, secret, previous_secrets, redirect_url FROM consumers WHERE key = $1 AND is_active AND secret <> ''`,
};

/** Whether an application that may call is registered at the origin. */
const IS_REGISTERED: Statement = {
  name: 'origin_registered',
  text: `
    SELECT 1 FROM consumers
     WHERE is_active AND (lower(redirect_url) = $1 OR starts_with(lower(redirect_url), $1 || '/') OR starts_with(lower(redirect_url), $1 || '?'))
     LIMIT 1`,
};

interface Row {
  consumer_id: string;
  secret: string;
  previous_secrets: PreviousSecret[] | null;
  redirect_url: string;
}

/** Finds the application whose key a signed request names, from memory if it was looked up a moment ago. */
@Injectable()
export class SigningConsumers {
  private readonly known: FreshCache<SigningConsumer>;

  constructor(
    private readonly database: Database,
    private readonly box: SecretBox,
    changes: CacheInvalidation,
  ) {
    this.known = new FreshCache<SigningConsumer>(changes, { capacity: CAPACITY, load: (key) => this.find(key) });
  }

  /** @throws ObpError OBP-20009 for an unknown or disabled one, never based on memory. */
  withKey(key: string): SigningConsumer | Promise<SigningConsumer> {
    return this.known.peek(key) ?? this.known.load(key).then(known);
  }

  /** Like {@link withKey}, but from the database: used before a signature is refused, since the secret may just have been rotated. */
  withKeyAnew(key: string): Promise<SigningConsumer> {
    return this.known.loadAnew(key).then(known);
  }

  /** Whether an application that may call is registered where the URL leads. */
  async areAt(url: string): Promise<boolean> {
    const read = readRedirectUrl(url);
    if ('problem' in read || read.url.origin === 'null') return false; // a URL without an origin is not a page
    return (await this.database.query(IS_REGISTERED, [read.url.origin])).length > 0;
  }

  private async find(key: string): Promise<SigningConsumer | undefined> {
    const [row] = KEY.test(key) ? await this.database.query<Row>(FIND, [key]) : [];
    return row && { consumerId: row.consumer_id, secrets: this.secretsOf(row), redirectUrl: row.redirect_url };
  }

  private secretsOf({ consumer_id: owner, secret, previous_secrets: previous }: Row): SigningSecret[] {
    const earlier = stillGood(previous).map((one) => ({ secret: this.box.open(one.secret, owner), expires: Date.parse(one.expires_at) }));
    return [{ secret: this.box.open(secret, owner), expires: Infinity }, ...earlier];
  }
}

function known(consumer: SigningConsumer | undefined): SigningConsumer {
  if (consumer === undefined) throw new ObpError('OAuthConsumerInvalid');
  return consumer;
}
