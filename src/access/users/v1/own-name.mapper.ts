import type { User } from '../user.entity.js';
import type { OwnNameDto } from './own-name.dto.js';

export const toOwnNameDto = ({ userId, username, firstName, lastName }: User): OwnNameDto => ({
  user_id: userId,
  username,
  first_name: firstName,
  last_name: lastName,
});
