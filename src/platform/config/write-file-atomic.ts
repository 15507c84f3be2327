import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that only the service's user can read. Readers see either the whole old text or the whole new text, even after a crash. */
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
