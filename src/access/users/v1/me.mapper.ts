import { type Principal, rolesOf } from '../../sessions/principal.js';
import type { User } from '../user.entity.js';
import type { MeDto } from './me.dto.js';

export const toMeDto = ({ user, roles }: Pick<Principal, 'user' | 'roles'>, { firstName, lastName }: User): MeDto => ({
  user_id: user.userId,
  username: user.username,
  first_name: firstName,
  last_name: lastName,
  is_super_admin: user.isSuperAdmin,
  roles: rolesOf(roles).map(({ roleName, bankId }) => ({ role_name: roleName, bank_id: bankId })),
});
