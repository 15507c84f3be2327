// Measures the SMPP provider alone, against a sink in another process: node bench/providers/smpp.mjs [messages]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const messages = Number(process.argv[2] ?? 200_000);
const folder = mkdtempSync(join('node_modules', '.smpp-bench-')); // inside, so that the packages are found
const outfile = join(folder, 'smpp.mjs');
await build({
  entryPoints: ['src/messaging/providers/smpp/smpp.provider.ts'],
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  outfile,
});
/** @type {typeof import('../../src/messaging/providers/smpp/smpp.provider.js')} */
const { smppKind } = await import(pathToFileURL(outfile).href);
rmSync(folder, { recursive: true });

/** @type {(title: string, window: number, text: string, receipts: boolean) => Promise<void>} */
const measure = async (title, window, text, receipts) => {
  const sink = fork(new URL('../sinks/smpp.mjs', import.meta.url), receipts ? ['receipts'] : []);
  const [port] = await once(sink, 'message');
  const kind = smppKind((host, to) => connect({ host, port: to }));
  const settings = kind.parse({ host: '127.0.0.1', port, systemId: 'bench', sourceAddress: 'Bench', window });
  let received = 0;
  const receive = (/** @type {readonly unknown[]} */ batch) => {
    received += batch.length;
    return Promise.resolve();
  };
  const provider = kind.open(settings, { bankId: 'bank', providerId: 'provider', receipts: { receive } });
  let next = 0;
  const sendUntil = async (/** @type {number} */ end) => {
    while (next < end) {
      const number = next++;
      const answer = await provider.send({
        bankId: 'bank',
        deliveryId: String(number),
        sendKey: String(number),
        address: `+346${String(number % 1_000_000).padStart(8, '0')}`,
        text,
        fromDepartment: '',
        fromPerson: '',
        class: 'normal',
        date: new Date(),
        tries: 0,
        unsubscribeUrl: undefined,
      });
      if (answer.outcome !== 'accepted') throw new Error(answer.code);
    }
  };
  const run = (/** @type {number} */ end) => Promise.all(Array.from({ length: window }, () => sendUntil(end)));
  await run(20_000); // warm
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  const from = next;
  await run(from + messages);
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  await provider.close();
  sink.disconnect();
  const rate = Math.round(messages / seconds).toLocaleString('en');
  process.stdout.write(`${title.padEnd(44)} ${rate.padStart(8)}/s  ${((user + system) / messages).toFixed(1)} µs of processor each`);
  process.stdout.write(receipts ? `  (${received} receipts)\n` : '\n');
};

const text = 'Your card ending 4242 was used for 12.50 EUR at Example Shop. Was it not you? Call us.';
await measure('window 50', 50, text, false);
await measure('window 500', 500, text, false);
await measure('window 50, a receipt for each', 50, text, true);
await measure('window 50, three parts', 50, text.repeat(5), false);
