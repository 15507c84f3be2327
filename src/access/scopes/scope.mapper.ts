import type { Scope } from './scope.entity.js';
import type { ScopeDto } from './scope.dto.js';

export const toScopeDto = ({ scopeId, roleName, bankId }: Scope): ScopeDto => ({ scope_id: scopeId, role_name: roleName, bank_id: bankId });
