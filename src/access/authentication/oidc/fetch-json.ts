/** Milliseconds for a whole answer of a provider. */
const ANSWER_WITHIN = 3_000;
/** Maximum bytes of an answer. */
const LARGEST = 256 * 1024;

/**
 * Asks a provider. Redirects are not followed: the discovery document says where a provider is.
 *
 * @throws Error unless a JSON object of limited size arrives in time with status 200.
 */
export async function fetchJson(
  url: string,
  init: { method?: 'POST'; headers?: Record<string, string>; body?: string } = {},
): Promise<object> {
  const response = await fetch(url, {
    ...init,
    headers: { Accept: 'application/json', ...init.headers },
    redirect: 'error',
    signal: AbortSignal.timeout(ANSWER_WITHIN),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw new Error(`answered ${response.status}`);
  }
  const json: unknown = JSON.parse(await boundedText(response));
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('answered no JSON object');
  return json;
}

async function boundedText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > LARGEST) throw new Error('answered too much'); // which also cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
