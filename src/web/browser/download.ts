import { headersOf, messageOf } from './call.js';
import { hasAnother, readySession, type Session } from './session.js';

/**
 * Saves what the API answers as a file.
 *
 * @returns why not, in the service's words; empty when it is saved.
 * @throws TypeError when the answer does not come, or breaks off.
 */
export async function download(target: string, name: string): Promise<string> {
  const session = await readySession();
  const token = session?.token;
  let response = await ask(target, session);
  if (response.status === 401 && session !== null && token !== undefined && (await hasAnother(session, token)))
    response = await ask(target, session);
  if (!response.ok) return messageOf({ json: await response.json().catch(() => undefined) }) || `${response.status} ${response.statusText}`;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return '';
}

const ask = (target: string, session: Session | null): Promise<Response> =>
  fetch(target, {
    headers: { ...headersOf({ verb: 'GET', target }, session), Accept: 'text/csv, application/json' },
    cache: 'no-store',
    credentials: 'omit',
  });
