import { Injectable } from '@nestjs/common';
import { Database, type Statement } from '../../platform/database/database.js';
import { IS_REVOKED } from './session.entity.js';

const USABLE: Statement = {
  name: 'sessions_usable',
  text: `
    SELECT s.session_id
      FROM sessions s
      JOIN users u ON u.user_id = s.user_id
      JOIN consumers c ON c.consumer_id = s.consumer_id
     WHERE s.session_id = ANY ($1::uuid[]) AND NOT ${IS_REVOKED} AND s.expires_at > now()
       AND NOT u.is_deleted AND u.locked_at IS NULL AND c.is_active`,
};

/** Finds in one statement which of many sessions may still be used, for work that goes on (decision 50). */
@Injectable()
export class UsableSessions {
  constructor(private readonly database: Database) {}

  async among(sessionIds: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ session_id: string }>(USABLE, [sessionIds]);
    return new Set(rows.map(({ session_id: id }) => id));
  }
}
