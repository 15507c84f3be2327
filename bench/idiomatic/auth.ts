import { createSecretKey } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard, PassportStrategy } from '@nestjs/passport';
import { InjectRepository } from '@nestjs/typeorm';
import type { Request } from 'express';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Repository } from 'typeorm';
import { Entitlement } from './entities.js';

export interface CurrentUser {
  readonly userId: string;
}

@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor() {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      ignoreExpiration: false,
      // Not as text, as in the documentation: jsonwebtoken would first try it as a public key, for every token. The
      // types of passport-jwt know only text and bytes.
      secretOrKey: createSecretKey(process.env['JWT_SECRET'] ?? '', 'utf8') as unknown as Buffer,
    });
  }

  validate(payload: { sub: string }): CurrentUser {
    return { userId: payload.sub };
  }
}

@Injectable()
export class JwtAuthGuard extends AuthGuard('jwt') {}

const ROLE = 'role';
export const RequireRole = (role: string): ReturnType<typeof SetMetadata> => SetMetadata(ROLE, role);

/** The role at the bank of the path, as it is now. */
@Injectable()
export class RolesGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @InjectRepository(Entitlement) private readonly entitlements: Repository<Entitlement>,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const role = this.reflector.getAllAndOverride<string | undefined>(ROLE, [context.getHandler(), context.getClass()]);
    if (role === undefined) return true;
    const request = context.switchToHttp().getRequest<Request<{ bankId: string }> & { user: CurrentUser }>();
    return this.entitlements.existsBy({ userId: request.user.userId, bankId: request.params.bankId, role });
  }
}
