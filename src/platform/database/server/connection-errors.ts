/** What is wrong with a URL; whoever knows of which variable it is says so. */
export class UrlProblem extends Error {}

const REASONS: Record<string, string> = {
  '28P01': 'wrong user or password',
  '28000': 'wrong user or password, or no access from this machine',
  '3D000': 'no such database',
  '25006': 'it is a standby, which takes no writes',
  '08P01': 'a pooler such as PgBouncer refused the connection (08P01), and its log says why',
  '57014': 'statements are cut off before they end (statement_timeout)',
};

/** Only the code, or our own words: a message may contain the user name or say what is wrong with the password. */
export function reasonOf(error: unknown): string {
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as { code?: unknown; message?: unknown };
  if (typeof cause.code === 'string' && /CERT|SIGNATURE/.test(cause.code)) return `its certificate is not accepted (${cause.code})`;
  if (typeof cause.code === 'string') return REASONS[cause.code] ?? cause.code;
  if (/SSL/.test(String(cause.message))) return 'it does not speak TLS';
  if (/password/.test(String(cause.message))) return 'a password is needed';
  return 'no answer';
}
