import { headersOf, messageOf } from './call.js';
import { currentSession } from './session.js';

/**
 * Saves what the API answers as a file.
 *
 * @returns why not, in the service's words; empty when it is saved.
 * @throws TypeError when the answer does not come, or breaks off.
 */
export async function download(target: string, name: string): Promise<string> {
  const headers = { ...headersOf({ verb: 'GET', target }, currentSession()), Accept: 'text/csv, application/json' };
  const response = await fetch(target, { headers, cache: 'no-store', credentials: 'omit' });
  if (!response.ok) return messageOf({ json: await response.json().catch(() => undefined) }) || `${response.status} ${response.statusText}`;
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
  return '';
}
