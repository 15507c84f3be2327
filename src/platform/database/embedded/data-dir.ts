import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ConfigError } from '../../config/config.js';
import { writeFileAtomic } from '../../config/write-file-atomic.js';

/** Layout of DATA_DIR. Raised when an older release could not read what this one writes. */
const FORMAT = 1;

/**
 * Makes sure that DATA_DIR exists, is writable, and was not made by a newer release.
 *
 * @throws ConfigError naming the folder and the reason.
 */
export function prepareDataDir(dir: string): void {
  const file = join(dir, 'format.json');
  try {
    makeFolder(dir);
    const probe = join(dir, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
    const found = readFormat(file);
    if (found === undefined) writeFileAtomic(file, `${JSON.stringify({ format: FORMAT })}\n`);
    else if (found > FORMAT)
      throw new ConfigError([
        `DATA_DIR ${dir} was made by a newer release (format ${found}, this release reads ${FORMAT}): start that release, or choose another folder`,
      ]);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError([`DATA_DIR ${dir} cannot be used: ${reason(error as NodeJS.ErrnoException)}`]);
  }
}

/** Makes a folder and its parents. Node's own function never returns where nothing can be created, as under `/proc`. */
function makeFolder(dir: string): void {
  if (existsSync(dir) && statSync(dir).isDirectory()) return;
  if (dirname(dir) !== dir) makeFolder(dirname(dir));
  try {
    mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(dir).isDirectory()) throw error;
  }
}

/**
 * @returns undefined in a folder that no release has used yet.
 * @throws ConfigError when the file exists but does not say.
 */
function readFormat(file: string): number | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const format = parseFormat(text);
  if (format === undefined)
    throw new ConfigError([
      `${file} is damaged, so it cannot be told which release made this DATA_DIR. Where it was this one, write {"format":${FORMAT}} into it`,
    ]);
  return format;
}

function parseFormat(text: string): number | undefined {
  try {
    const { format } = JSON.parse(text) as { format?: unknown };
    return Number.isInteger(format) ? (format as number) : undefined;
  } catch {
    return undefined;
  }
}

const REASONS: Record<string, string> = {
  EEXIST: 'there is a file in its place',
  ENOTDIR: 'there is a file in its place, or in that of a folder above it',
  EACCES: 'this user may not write there',
  EPERM: 'this user may not write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  ENOENT: 'no folder can be made there',
};

const reason = ({ code = 'unknown reason' }: NodeJS.ErrnoException): string => {
  const words = REASONS[code];
  return words === undefined ? code : `${words} (${code})`;
};
