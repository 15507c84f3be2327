import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';

/** A request for a role with all that became of it. */
export interface RequestWithHistory {
  /** Where the page after it begins. */
  readonly cursor: string;
  readonly entitlementRequestId: string;
  readonly userId: string;
  readonly username: string;
  readonly roleName: string;
  readonly bankId: string;
  readonly reason: string;
  readonly requestedAt: Date;
  /** Whether the user holds the role now. */
  readonly isHeld: boolean;
  /** Null while it is open, like all that follows. */
  readonly isGranted: boolean | null;
  readonly decisionReason: string | null;
  readonly decidedByUserId: string | null;
  /** Null too when there is no such user any more. */
  readonly decidedByUsername: string | null;
  readonly decidedAt: Date | null;
}

/** Which requests are wanted. */
export interface WantedRequests {
  readonly isOpen: boolean;
  /** Only of this user. */
  readonly userId: string | undefined;
  /** Only those that were made, or decided, before this one. */
  readonly before: string | undefined;
  readonly limit: number;
}

const IS_HELD = `EXISTS (
             SELECT FROM entitlements e WHERE e.user_id = r.user_id AND e.bank_id = r.bank_id AND e.role_name = r.role_name) AS "isHeld"`;

const OPEN: Statement = {
  name: 'entitlement_requests_open',
  text: `
    SELECT r.entitlement_request_id AS "cursor", r.entitlement_request_id AS "entitlementRequestId", r.user_id AS "userId", u.username,
           r.role_name AS "roleName", r.bank_id AS "bankId", r.reason, r.created_at AS "requestedAt", ${IS_HELD},
           NULL AS "isGranted", NULL AS "decisionReason", NULL AS "decidedByUserId", NULL AS "decidedByUsername", NULL AS "decidedAt"
      FROM entitlement_requests r JOIN users u ON u.user_id = r.user_id
     WHERE ($1::varchar IS NULL OR r.user_id = $1) AND ($2::varchar IS NULL OR r.entitlement_request_id < $2)
     ORDER BY r.entitlement_request_id DESC LIMIT $3`,
};

const DECIDED: Statement = {
  name: 'entitlement_requests_decided',
  text: `
    SELECT r.decision_id AS "cursor", r.entitlement_request_id AS "entitlementRequestId", r.user_id AS "userId", u.username,
           r.role_name AS "roleName", r.bank_id AS "bankId", r.request_reason AS "reason", r.requested_at AS "requestedAt", ${IS_HELD},
           r.is_granted AS "isGranted", r.reason AS "decisionReason", r.decided_by_user_id AS "decidedByUserId",
           d.username AS "decidedByUsername", r.decided_at AS "decidedAt"
      FROM entitlement_decisions r JOIN users u ON u.user_id = r.user_id LEFT JOIN users d ON d.user_id = r.decided_by_user_id
     WHERE ($1::varchar IS NULL OR r.user_id = $1) AND ($2::varchar IS NULL OR r.decision_id < $2)
     ORDER BY r.decision_id DESC LIMIT $3`,
};

/** Requests for roles, open and decided, newest first. */
@Injectable()
export class RequestHistory {
  constructor(private readonly database: Database) {}

  list({ isOpen, userId, before, limit }: WantedRequests): Promise<RequestWithHistory[]> {
    return this.database.query<RequestWithHistory>(isOpen ? OPEN : DECIDED, [userId ?? null, before ?? null, limit]);
  }
}
