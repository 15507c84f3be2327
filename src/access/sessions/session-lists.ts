import { Injectable } from '@nestjs/common';
import type { AuthenticationType } from './authentication-type.js';
import { IS_REVOKED } from './session.entity.js';
import { Database, type Statement } from '../../platform/database/database.js';

/** A session that is still usable, and its application. */
export interface SessionRow {
  readonly session_id: string;
  readonly authentication_type: AuthenticationType;
  readonly created_at: Date;
  readonly expires_at: Date;
  readonly consumer_id: string;
  readonly app_name: string;
}

/** An application with usable sessions of a user. */
export interface ApplicationRow {
  readonly consumer_id: string;
  readonly app_name: string;
  readonly sessions: number;
  readonly last_sign_in: Date;
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

const USABLE = `
    FROM sessions s JOIN consumers c ON c.consumer_id = s.consumer_id
   WHERE s.user_id = $1 AND NOT ${IS_REVOKED} AND s.expires_at > now() AND c.is_active`;

const SESSIONS: Statement = {
  name: 'sessions_of_user',
  text: `
  SELECT s.session_id, s.authentication_type, s.created_at, s.expires_at, c.consumer_id, c.name AS app_name ${USABLE}
   ORDER BY s.created_at DESC, s.session_id DESC LIMIT $2 OFFSET $3`,
};

const APPLICATIONS: Statement = {
  name: 'applications_of_user',
  text: `
  SELECT c.consumer_id, c.name AS app_name, count(*)::int AS sessions, max(s.created_at) AS last_sign_in ${USABLE}
   GROUP BY c.consumer_id ORDER BY last_sign_in DESC, c.consumer_id LIMIT $2 OFFSET $3`,
};

/** A user's usable sessions and their applications. */
@Injectable()
export class SessionLists {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  sessions(userId: string, { limit, offset }: Page): Promise<SessionRow[]> {
    return this.database.query<SessionRow>(SESSIONS, [userId, limit, offset]);
  }

  /** The most recently used for a sign-in comes first. */
  applications(userId: string, { limit, offset }: Page): Promise<ApplicationRow[]> {
    return this.database.query<ApplicationRow>(APPLICATIONS, [userId, limit, offset]);
  }
}
