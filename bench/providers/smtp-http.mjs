// Measures the providers of mail and of HTTP gateways alone, against sinks in another process: node bench/providers/smtp-http.mjs [messages]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const messages = Number(process.argv[2] ?? 30_000);
const folder = mkdtempSync(join('node_modules', '.providers-bench-')); // inside, so that the packages are found
const outfile = join(folder, 'kinds.mjs');
const entry = join(folder, 'kinds.ts');
writeFileSync(
  entry,
  ['messaging/providers/smtp/smtp.provider', 'messaging/providers/http/http.provider', 'platform/http/egress']
    .map((file) => `export * from '../../src/${file}.js';\n`)
    .join(''),
);
await build({ entryPoints: [entry], bundle: true, platform: 'node', format: 'esm', packages: 'external', outfile });
/** @type {typeof import('../../src/messaging/providers/smtp/smtp.provider.js') & typeof import('../../src/messaging/providers/http/http.provider.js') & typeof import('../../src/platform/http/egress.js')} */
const { Egress, httpKind, smtpKind } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });

const egress = new Egress(['127.0.0.0/8']);
const context = { bankId: 'bank', providerId: 'provider', receipts: { receive: () => Promise.resolve() } };
const text = 'Your card ending 4242 was used for 12.50 EUR at Example Shop. Was it not you? Call us.';

/** @type {(title: string, sinkKind: 'smtp' | 'http', address: string, openAt: (port: number) => import('../../src/messaging/providers/provider.js').Provider) => Promise<void>} */
const measure = async (title, sinkKind, address, openAt) => {
  const sink = fork(new URL(`../sinks/${sinkKind}.mjs`, import.meta.url));
  const [port] = await once(sink, 'message');
  const provider = openAt(port);
  let next = 0;
  const sendUntil = async (/** @type {number} */ end) => {
    while (next < end) {
      const number = String(next++);
      const answer = await provider.send({
        bankId: 'bank',
        deliveryId: number,
        sendKey: number,
        address,
        text,
        fromDepartment: 'Cards',
        fromPerson: 'Ana',
        class: 'normal',
        date: new Date(),
        tries: 0,
        unsubscribeUrl: undefined,
      });
      if (answer.outcome !== 'accepted') throw new Error(answer.code);
    }
  };
  const run = (/** @type {number} */ end) => Promise.all(Array.from({ length: provider.window }, () => sendUntil(end)));
  await run(2_000); // warm
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await run(next + messages);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await provider.close();
  sink.disconnect();
  const rate = Math.round(messages / seconds).toLocaleString('en');
  process.stdout.write(`${title.padEnd(36)} ${rate.padStart(8)}/s  ${((user + system) / messages).toFixed(0)} µs of processor each\n`);
};

await measure('smtp, 20 connections', 'smtp', 'ana@customers.example', (port) => {
  const kind = smtpKind(egress);
  return kind.open(kind.parse({ host: '127.0.0.1', port, tls: 'none', from: 'bank@bank.example', connections: 20 }), context);
});
await measure('http, 50 connections', 'http', '+34600000001', (port) => {
  const kind = httpKind(egress);
  return kind.open(kind.parse({ url: `http://127.0.0.1:${port}/send`, reference: '/id', from: 'Bank', window: 50 }), context);
});
