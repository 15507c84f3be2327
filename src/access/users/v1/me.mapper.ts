import { type Principal, rolesOf } from '../../sessions/principal.js';
import type { MeDto } from './me.dto.js';

export const toMeDto = ({ user, roles }: Pick<Principal, 'user' | 'roles'>): MeDto => ({
  user_id: user.userId,
  username: user.username,
  is_super_admin: user.isSuperAdmin,
  roles: rolesOf(roles).map(({ roleName, bankId }) => ({ role_name: roleName, bank_id: bankId })),
});
