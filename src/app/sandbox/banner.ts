import type { SandboxFacts } from './sandbox.service.js';

/** The message once the service listens: its address, and with the sandbox a request that works when pasted. */
export function banner(url: string, sandbox: SandboxFacts | undefined): string {
  const where = [`Customer Messages listens on ${url}`, `  API Explorer  ${url}/explorer`, `  Swagger UI    ${url}/swagger`];
  if (sandbox === undefined) return ['', ...where, ''].join('\n');
  const { staff } = sandbox.users;
  const login = `curl -s -X POST ${url}/my/logins/direct -H 'DirectLogin: username=${staff.username},password=${staff.password},consumer_key=${sandbox.consumer_key}'`;
  const token = `$(${login} | sed 's/.*:"\\(.*\\)".*/\\1/')`;
  const messages = `${url}/obp/v4.0.0/banks/${sandbox.bank_id}/customers/${sandbox.customer_id}/messages`;
  const body = '{"message":"Your card is ready","transport":"SMS","from_department":"Open Bank","from_person":"Tom"}';
  return [
    '',
    ...where,
    `  consumer key  ${sandbox.consumer_key}`,
    ...Object.entries(sandbox.users).map(([name, { username, password }]) => `  ${name.padEnd(12)}  ${username} / ${password}`),
    `  bank          ${sandbox.bank_id}`,
    `  customer      ${sandbox.customer_id}`,
    '',
    'Send a first message, as staff:',
    '',
    `  curl -s -X POST ${messages} -H "DirectLogin: token=${token}" -H 'Content-Type: application/json' -d '${body}'`,
    '',
  ].join('\n');
}
