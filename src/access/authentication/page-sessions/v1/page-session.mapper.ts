import type { Principal } from '../../../sessions/principal.js';
import type { ShortToken } from '../../access-token-issuer.js';
import type { PageSessionDto } from './page-session.dto.js';

export const toPageSessionDto = ({ user, authenticationType }: Principal, { token, seconds }: ShortToken): PageSessionDto => ({
  username: user.username,
  user_id: user.userId,
  authentication_type: authenticationType,
  access_token: token,
  expires_in: seconds,
});
