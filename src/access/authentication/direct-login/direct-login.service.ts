import { Injectable } from '@nestjs/common';
import type { Origin } from '../../../platform/audit/origin.js';
import { ConsumersService } from '../../consumers/consumers.service.js';
import type { ErrorKey } from '../../../platform/errors/catalogue.js';
import { errorText } from '../../../platform/errors/catalogue.js';
import { ObpError } from '../../../platform/errors/obp-error.js';
import { type DirectLoginParameters } from '../credentials.js';
import { PasswordLogins } from '../password-logins/password-logins.js';
import { AccessTokenIssuer, type NewSession } from '../access-token-issuer.js';

const REQUIRED = ['username', 'password', 'consumer_key'] as const;
const LONGEST = 512;

/** The allowed characters of each parameter, and the errors for other characters and for too many (contract section 3.2.1). */
const RULES = {
  username: { pattern: /^[A-Za-z0-9\-._@ ]+$/, characters: 'InvalidCharacters', tooLong: 'ValueTooLong' },
  password: { pattern: /^[A-Za-z0-9 !-/:-@[-`{-~]+$/, characters: 'InvalidCharacters', tooLong: 'ValueTooLong' },
  consumer_key: { pattern: /^[A-Za-z0-9-]+$/, characters: 'ConsumerKeyCharacters', tooLong: 'ConsumerKeyTooLong' },
} as const satisfies Record<string, { pattern: RegExp; characters: ErrorKey; tooLong: ErrorKey }>;

/** Logs users in by name and password (contract section 3.2). */
@Injectable()
export class DirectLoginService {
  constructor(
    private readonly consumers: ConsumersService,
    private readonly logins: PasswordLogins,
    private readonly tokens: AccessTokenIssuer,
  ) {}

  /**
   * @param origin of the login.
   * @returns the token of a new session.
   * @throws ObpError in the order of the contract: OBP-20002, 20010, 20011, 35030, 35031 (400), 20008, 20013, 20004 (401), and OBP-98145 (429).
   */
  async login(parameters: DirectLoginParameters, origin: Origin): Promise<string> {
    return this.tokens.sign(await this.open(parameters, origin, null));
  }

  /**
   * Like {@link login}, for who needs the session and makes its tokens.
   *
   * @param cookieHash of the cookie that stands for the session; null for none.
   */
  async open(parameters: DirectLoginParameters, origin: Origin, cookieHash: Buffer | null): Promise<NewSession> {
    const { username, password, consumer_key: key } = checked(parameters);
    const consumer = await this.consumers.findByKey(key);
    if (consumer === undefined || !consumer.isActive) throw new ObpError('InvalidConsumerKey');
    const user = await this.logins.userOf(username, password, origin);
    return this.tokens.open(user, consumer.consumerId, origin, cookieHash);
  }
}

function checked(parameters: DirectLoginParameters): Record<(typeof REQUIRED)[number], string> {
  const missing = REQUIRED.filter((name) => parameters[name] === undefined);
  if (missing.length > 0) throw new ObpError('DirectLoginMissingParameters', missing.join(', '));
  const given = parameters as Record<(typeof REQUIRED)[number], string>;
  const [first, ...others] = REQUIRED.flatMap((name): ErrorKey[] => {
    const { pattern, characters, tooLong } = RULES[name];
    if (given[name].length > LONGEST) return [tooLong];
    return pattern.test(given[name]) ? [] : [characters];
  });
  // Several are written one after the other without a separator, as OBP does.
  if (first !== undefined) throw new ObpError(first, others.map(errorText).join(''));
  return given;
}
