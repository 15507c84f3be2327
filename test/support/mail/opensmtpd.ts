import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../free-port.js';

const SMTPD = '/usr/sbin/smtpd';

/** Debian's OpenSMTPD, which keeps what comes for `customers.example` and refuses the rest. */
export class OpenSmtpd {
  private constructor(
    private readonly child: ChildProcess,
    private readonly folder: string,
    readonly port: number,
  ) {}

  /** Whether it can be run: it changes users, so only root may. With `CI=true` it is installed where `apt-get` can. */
  static isHere(): boolean {
    const isRoot = process.getuid?.() === 0;
    if (isRoot && process.env.CI === 'true' && !existsSync(SMTPD)) {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      for (const words of [
        ['update', '-q'],
        ['install', '-yq', 'opensmtpd'],
      ])
        spawnSync('apt-get', words, { env, stdio: 'ignore' });
    }
    const isHere = isRoot && existsSync(SMTPD);
    if (!isHere) process.stderr.write('\nThe test with OpenSMTPD is skipped: it needs root and Debian’s package opensmtpd.\n');
    return isHere;
  }

  static async start(): Promise<OpenSmtpd> {
    const folder = mkdtempSync(join(tmpdir(), 'opensmtpd-'));
    chmodSync(folder, 0o755);
    mkdirSync(join(folder, 'mail'));
    spawnSync('chown', ['nobody', join(folder, 'mail')]);
    const port = await freePort();
    const lines = [
      `listen on 127.0.0.1 port ${port}`,
      `action "keep" maildir "${join(folder, 'mail')}" virtual { "@customers.example" = nobody }`,
      'match from any for domain "customers.example" action "keep"',
    ];
    writeFileSync(join(folder, 'smtpd.conf'), `${lines.join('\n')}\n`);
    const child = spawn(SMTPD, ['-d', '-f', join(folder, 'smtpd.conf')], { stdio: 'ignore' });
    for (let tries = 0; !(await answers(port)); tries += 1) {
      if (tries === 100) throw new Error('OpenSMTPD does not answer');
      await sleep(100);
    }
    return new OpenSmtpd(child, folder, port);
  }

  /** Waits for that many mails, for ten seconds at most. */
  async mails(wanted: number): Promise<string[]> {
    const folder = join(this.folder, 'mail', 'new');
    const found = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
    for (let tries = 0; tries < 100 && found().length < wanted; tries += 1) await sleep(100);
    return found().map((name) => readFileSync(join(folder, name), 'utf8'));
  }

  async close(): Promise<void> {
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill();
    await ended;
    rmSync(this.folder, { recursive: true });
  }
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isThere = await new Promise<boolean>((resolve) => {
    socket.once('error', () => resolve(false));
    socket.once('data', () => resolve(true));
  });
  socket.destroy();
  return isThere;
}
