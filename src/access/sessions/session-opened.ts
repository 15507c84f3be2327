import type { AuditEntry } from '../../platform/audit/audit-trail.js';
import type { AuthenticationType } from './authentication-type.js';

export interface OpenedSession {
  readonly sessionId: string;
  readonly userId: string;
  readonly type: AuthenticationType;
  /** As `clientAddress` writes it. */
  readonly address: string;
}

/** What the audit trail records about a successful sign-in, whatever the scheme. */
export const sessionOpened = ({ sessionId, userId, type, address }: OpenedSession): AuditEntry => ({
  action: 'session.opened',
  subjectId: sessionId,
  after: { user_id: userId, authentication_type: type, address },
  isNew: true,
});
