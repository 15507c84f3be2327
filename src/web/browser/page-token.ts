/** What the service says about who is signed in. */
export interface PageToken {
  readonly username: string;
  readonly user_id: string;
  readonly authentication_type: string;
  readonly access_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

/**
 * Exchanges the cookie, which no script can read, for an access token. Never throws.
 *
 * @returns `nobody` when no session is good any more, and `unknown` when the service did not say.
 */
export async function requestPageToken(): Promise<PageToken | 'nobody' | 'unknown'> {
  try {
    const response = await fetch('/messaging/v1/session/token', {
      method: 'POST',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      cache: 'no-store',
      credentials: 'same-origin',
    });
    if (response.status === 201) return (await response.json()) as PageToken;
    return response.status < 500 && response.status !== 429 ? 'nobody' : 'unknown';
  } catch {
    return 'unknown';
  }
}
