import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-jwt';
import { readCredentials } from './credentials.js';
import { SigningKeys } from './signing-keys.js';

export const TOKEN_STRATEGY = 'own-token';

/** What is left of a token once its signature and times are found good. */
export interface VerifiedToken {
  readonly sessionId: string;
  /** Unix time in seconds. */
  readonly expires: number;
}

/** Passport's strategy for tokens that we signed ourselves, whichever header brings them. */
@Injectable()
export class TokenStrategy extends PassportStrategy(Strategy, TOKEN_STRATEGY) {
  constructor(keys: SigningKeys) {
    super({
      jwtFromRequest: (request: unknown) => {
        const credentials = readCredentials((request as FastifyRequest).headers);
        return ('token' in credentials ? credentials.token : undefined) ?? null;
      },
      secretOrKeyProvider: (_request: unknown, token: string, done: (error: unknown, key?: Buffer) => void) => {
        const found = keys.find(keyIdOf(token));
        done(found === undefined ? new Error('unknown key') : null, found?.key as unknown as Buffer); // passport-jwt's types do not know key objects
      },
      algorithms: ['HS256'],
    });
  }

  validate(payload: { jti?: unknown; exp?: unknown }): VerifiedToken | false {
    const { jti, exp } = payload;
    return typeof jti === 'string' && typeof exp === 'number' ? { sessionId: jti, expires: exp } : false;
  }
}

/** The key that a token says it was signed with. Only the header is read: of an unverified token nothing else matters. */
function keyIdOf(token: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(token.split('.', 1)[0] ?? '', 'base64url').toString('utf8')) as { kid?: unknown } | null;
    return typeof header?.kid === 'string' ? header.kid : undefined;
  } catch {
    return undefined;
  }
}
