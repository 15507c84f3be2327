import type { GivenReset } from '../password-resets.js';
import type { PasswordResetDto } from './password.dto.js';

export const toPasswordResetDto = ({ userId, token, expiresAt }: GivenReset, publicUrl: string): PasswordResetDto => ({
  user_id: userId,
  token,
  link: `${publicUrl}/password-reset?token=${token}`,
  expires: expiresAt.toISOString(),
});
