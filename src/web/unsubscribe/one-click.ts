import { Readable } from 'node:stream';

/** Bytes that such a form may have: it is a name and a value, and what a multipart form has around them. */
const MOST = 2_048;

const IN_PARTS = /name="?List-Unsubscribe"?[^\r\n]*\r?\n(?:[^\r\n]+\r?\n)*\r?\nOne-Click\r?\n/i;

/** Whether a request says what RFC 8058 has mail programs say, in either of the two forms that it allows. */
export async function isOneClick(body: unknown, type = ''): Promise<boolean> {
  const text = body instanceof Readable ? await textOf(body) : '';
  if (/^multipart\/form-data\b/i.test(type)) return IN_PARTS.test(text);
  return new URLSearchParams(text).get('List-Unsubscribe') === 'One-Click';
}

/** Empty where there is more than such a form has. */
async function textOf(body: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MOST) return '';
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
