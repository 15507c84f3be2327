import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file for the service's user alone. Whoever reads it, even after a crash, finds all of the old text or all of the new. */
export function writeFileAtomic(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, text, { mode: 0o600 });
    renameSync(draft, file);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
