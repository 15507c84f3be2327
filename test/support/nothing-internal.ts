import type { Answer } from './client.js';

/** What would reveal to a caller how the service is built: frameworks, stacks, files, SQL. */
const INTERNAL =
  /fastify|nest(js|factory)|typeorm|queryfailed|pglite|node_modules|node:internal|\.[jt]s:\d+|\bat \w[\w.]* \(|\b(select|insert|update|delete)\b.+\b(from|into|set|where)\b|violates|syntax error at|relation "|undefined|\[object /i;

/** Fails when a refusal, or a header of any answer, contains something that belongs only in the log, or does not have OBP's form. */
export function assertNothingInternal(method: string, path: string, { status, headers, body }: Answer): void {
  const said = (text: string): string | undefined => INTERNAL.exec(text)?.[0];
  const inHeaders = said(JSON.stringify({ ...headers, link: undefined }));
  if (inHeaders !== undefined) throw new Error(`${method} ${path} answered ${status} with ${inHeaders} in a header`);
  if (headers['correlation-id'] === undefined) throw new Error(`${method} ${path} answered ${status} without Correlation-Id`);
  if (status < 400 || method === 'HEAD') return;
  const inBody = said(JSON.stringify(body));
  if (inBody !== undefined) throw new Error(`${method} ${path} answered ${status} with ${inBody} in its body`);
  if (!path.startsWith('/obp/')) return;
  const { code, message, ...others } = body as { code?: unknown; message?: unknown };
  if (code !== status || typeof message !== 'string' || !/^OBP-\d{5}: /.test(message) || Object.keys(others).length > 0)
    throw new Error(`${method} ${path} answered ${status} with another envelope: ${JSON.stringify(body)}`);
}
