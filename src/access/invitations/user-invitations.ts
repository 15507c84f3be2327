import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { type Actor, AuditTrail } from '../../platform/audit/audit-trail.js';
import { randomCredential } from '../consumers/new-consumer.js';
import { ExpiredRows } from '../../platform/database/expired-rows.js';
import { ObpError } from '../../platform/errors/obp-error.js';
import type { User } from '../users/user.entity.js';
import { type NewUser, UsersService } from '../users/users.service.js';
import { UserInvitation } from './user-invitation.entity.js';

/** Milliseconds for which an invitation is valid. */
const LIFETIME = 72 * 3_600_000;

/** An invitation, shown only this once. */
export interface GivenInvitation {
  readonly invitationId: string;
  /** 40 letters and digits. */
  readonly token: string;
  readonly expiresAt: Date;
}

/** Lets administrators invite people to sign up (decision 54). */
@Injectable()
export class UserInvitations {
  constructor(
    @InjectRepository(UserInvitation) private readonly invitations: Repository<UserInvitation>,
    private readonly users: UsersService,
    private readonly audit: AuditTrail,
    expired: ExpiredRows,
  ) {
    expired.register({ table: 'user_invitations', key: ['invitation_id'], over: 'expires_at <= now()' });
  }

  create(actor: Actor, bankId: string): Promise<GivenInvitation> {
    const token = randomCredential();
    const createdAt = new Date();
    const invitation = { invitationId: uuidv7(), bankId, createdByUserId: actor.userId, createdAt };
    const expiresAt = new Date(createdAt.getTime() + LIFETIME);
    return this.audit.perform(actor, async ({ manager, record }) => {
      await manager.insert(UserInvitation, { ...invitation, tokenHash: digest(token), expiresAt });
      await record({
        action: 'user_invitation.created',
        subjectId: invitation.invitationId,
        bankId,
        isNew: true,
        after: { expires_at: expiresAt },
      });
      return { invitationId: invitation.invitationId, token, expiresAt };
    });
  }

  /** @throws ObpError OBP-98043 (404) when the bank has no such invitation, or it was used or has expired. */
  async withdraw(actor: Actor, bankId: string, invitationId: string): Promise<void> {
    if (!isUuid(invitationId)) throw new ObpError('UserInvitationNotFound');
    await this.audit.perform(actor, async ({ manager, record }) => {
      const { affected } = await manager.delete(UserInvitation, { bankId, invitationId, expiresAt: MoreThan(new Date()) });
      if (affected !== 1) throw new ObpError('UserInvitationNotFound');
      await record({ action: 'user_invitation.withdrawn', subjectId: invitationId, bankId });
    });
  }

  /** Whether a token is valid, at the cost of one lookup. */
  isGood(token: string): Promise<boolean> {
    return this.invitations.existsBy({ tokenHash: digest(token), expiresAt: MoreThan(new Date()) });
  }

  /**
   * Creates the invited user. When two people use the invitation at the same time, one is refused; somebody who is refused for another
   * reason can use it again.
   *
   * @throws ObpError OBP-98044 (403) for a token that is not or no longer valid, and what {@link UsersService.create} throws.
   */
  async use(actor: Actor, token: string, user: NewUser): Promise<User> {
    if (!(await this.isGood(token))) throw new ObpError('UserInvitationInvalid'); // before a password is hashed
    return this.users.create(actor, user, async ({ manager, record }, userId) => {
      const [[used]] = await manager.query<[{ invitation_id: string; bank_id: string }[], number]>(
        'DELETE FROM user_invitations WHERE token_hash = $1 AND expires_at > now() RETURNING invitation_id, bank_id',
        [digest(token)],
      );
      if (used === undefined) throw new ObpError('UserInvitationInvalid');
      await record({
        action: 'user_invitation.used',
        subjectId: used.invitation_id,
        bankId: used.bank_id,
        isNew: true,
        after: { user_id: userId },
      });
    });
  }
}

const digest = (token: string): Buffer => hash('sha256', token, 'buffer');
