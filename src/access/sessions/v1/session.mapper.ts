import type { ApplicationRow, SessionRow } from '../session-lists.js';
import type { SessionDto, ApplicationDto } from './session.dto.js';

export const toSessionDto = (row: SessionRow, currentId: string): SessionDto => ({
  session_id: row.session_id,
  consumer_id: row.consumer_id,
  app_name: row.app_name,
  authentication_type: row.authentication_type,
  created: row.created_at.toISOString(),
  expires: row.expires_at.toISOString(),
  is_current: row.session_id === currentId,
});

export const toApplicationDto = ({ last_sign_in: lastSignIn, ...row }: ApplicationRow): ApplicationDto => ({
  ...row,
  last_sign_in: lastSignIn.toISOString(),
});
