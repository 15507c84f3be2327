import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** As in production, and the same for every server; nothing else from the environment of the benchmark reaches them. */
export const ENVIRONMENT = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', NODE_ENV: 'production' };

/**
 * Starts a Node program that prints a line "listens on URL".
 *
 * @param {string} file
 * @param {Record<string, string>} env
 * @returns {Promise<{ url: string, pid: number, stop: () => Promise<void> }>}
 */
export async function startProgram(file, env) {
  const child = spawn(process.execPath, [file], { env: { ...ENVIRONMENT, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const url = await new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (data) => {
      said += String(data);
      const found = /listens on (\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`${file} ended with ${String(code)}: ${said}`)));
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { url, pid: child.pid ?? 0, stop };
}

/**
 * Resident memory in MB.
 *
 * @param {number} pid
 */
export function residentMemory(pid) {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/**
 * Seconds of processor that a process has taken, its threads with it; 0 for one that is gone.
 *
 * @param {number} pid
 */
export function processorSeconds(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100; // utime and stime, in ticks
  } catch {
    return 0;
  }
}
