import { formatDate } from '../../../platform/endpoint/dates.js';
import type { GivenInvitation } from '../user-invitations.js';
import { type UserInvitationDto, linkOf } from './user-invitation.dto.js';

export const toUserInvitationDto = ({ invitationId, token, expiresAt }: GivenInvitation, publicUrl: string): UserInvitationDto => ({
  invitation_id: invitationId,
  token,
  link: linkOf(token, publicUrl),
  expires_at: formatDate(expiresAt),
});
