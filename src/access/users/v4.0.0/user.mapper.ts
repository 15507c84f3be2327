import type { UserAccount } from '../user-directory.js';
import { toUserDto } from '../user.mapper.js';
import type { UserV400Dto, UserWithAgreementsV400Dto } from './user.dto.js';

const state = ({
  isDeleted,
  isLocked,
}: UserAccount): Pick<UserV400Dto, 'is_deleted' | 'last_marketing_agreement_signed_date' | 'is_locked'> => ({
  is_deleted: isDeleted,
  last_marketing_agreement_signed_date: null,
  is_locked: isLocked,
});

export const toUserV400Dto = (user: UserAccount): UserV400Dto => ({ ...toUserDto(user, user.entitlements), ...state(user) });

export const toUserWithAgreementsV400Dto = (user: UserAccount): UserWithAgreementsV400Dto => ({
  ...toUserDto(user, user.entitlements),
  agreements: [],
  ...state(user),
});
