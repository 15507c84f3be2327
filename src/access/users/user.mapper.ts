import { toEntitlementDto } from '../entitlements/entitlement.mapper.js';
import type { ListedEntitlement } from '../entitlements/entitlement-lists.js';
import type { UserDto } from './user.dto.js';

interface NamedUser {
  readonly userId: string;
  readonly email: string;
  readonly provider: string;
  readonly username: string;
}

export const toUserDto = (user: NamedUser, entitlements: readonly ListedEntitlement[]): UserDto => ({
  user_id: user.userId,
  email: user.email,
  provider_id: user.username,
  provider: user.provider,
  username: user.username,
  entitlements: { list: entitlements.map(toEntitlementDto) },
});
