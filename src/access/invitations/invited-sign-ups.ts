import { Injectable } from '@nestjs/common';
import type { Actor } from '../../platform/audit/audit-trail.js';
import { SignUps } from '../users/sign-ups.js';
import type { User } from '../users/user.entity.js';
import type { NewUser } from '../users/users.service.js';
import { type GivenInvitation, UserInvitations } from './user-invitations.js';

/** Invitations as far as `SIGN_UP` allows them: with `closed` none are created or accepted. */
@Injectable()
export class InvitedSignUps {
  constructor(
    private readonly invitations: UserInvitations,
    private readonly signUps: SignUps,
  ) {}

  /** @throws ObpError OBP-98040 (403) if nobody may sign up. */
  async invite(actor: Actor, bankId: string): Promise<GivenInvitation> {
    this.signUps.refuseIfClosed();
    return this.invitations.create(actor, bankId);
  }

  /**
   * @param address as `clientAddress` writes it.
   * @throws ObpError OBP-98040 (403), OBP-98042 (429), and what {@link UserInvitations.use} throws.
   */
  async signUp(actor: Actor, address: string, token: string, user: NewUser): Promise<User> {
    this.signUps.refuseIfClosed();
    await this.signUps.count(address);
    return this.invitations.use(actor, token, user);
  }
}
