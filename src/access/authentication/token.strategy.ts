import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { CONFIG, type Config } from '../../platform/config/config.js';
import { credentialsOf } from './credentials.js';
import { CLOCK_SKEW } from '../../platform/http/signature-algorithms.js';
import { SigningKeys } from './signing-keys/signing-keys.js';

export const TOKEN_STRATEGY = 'own-token';

/** What is needed from a token once its signature, issuer and times are verified. */
export interface VerifiedToken {
  readonly sessionId: string;
  /** Unix time in seconds. */
  readonly expires: number;
}

/** Passport's strategy for tokens that we signed ourselves, whichever header brings them. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, TOKEN_STRATEGY) {
  constructor(keys: SigningKeys, @Inject(CONFIG) { localIdentityProvider }: Config) {
    super({
      jwtFromRequest: (request: unknown) => {
        const credentials = credentialsOf(request as FastifyRequest);
        return ('token' in credentials ? credentials.token : undefined) ?? null;
      },
      secretOrKeyProvider: (_request: unknown, token: string, done: (error: unknown, key?: Buffer) => void) => {
        const found = keys.find(keyIdOf(token));
        done(found === undefined ? new Error('unknown key') : null, found?.key as unknown as Buffer); // passport-jwt's types do not know key objects
      },
      algorithms: ['HS256'],
      issuer: localIdentityProvider,
    });
  }

  validate({ jti, iat, exp }: Partial<Record<'jti' | 'iat' | 'exp', unknown>>): VerifiedToken | false {
    if (typeof jti !== 'string' || typeof exp !== 'number') return false;
    // Replicas' clocks may differ. A token that none of them can have made yet was made by somebody else with the key.
    if (typeof iat !== 'number' || iat > Date.now() / 1000 + CLOCK_SKEW) return false;
    return { sessionId: jti, expires: exp };
  }
}

/**
 * The key that a token says it was signed with. Only the header is read: nothing else in an unverified token matters. Undefined if it has a
 * `crit` header (RFC 7515, section 4.1.11): we never write one, and `jsonwebtoken` does not check.
 */
function keyIdOf(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('utf8')) as {
      kid?: unknown;
      crit?: unknown;
    } | null;
    return typeof header?.kid === 'string' && header.crit === undefined ? header.kid : undefined;
  } catch {
    return undefined;
  }
}
