import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import { download } from '../../browser/download.js';
import { textsIn } from '../../kit/texts/texts.js';

interface ExportButtonProps {
  readonly locale: Locale;
  readonly target: string;
  /** Of the file. */
  readonly name: string;
}

/** Saves a list as a file. */
export function ExportButton({ locale, target, name }: ExportButtonProps): JSX.Element {
  const { sent: texts, working } = textsIn(locale);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState('');
  const save = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    setProblem('');
    const refused = await download(target, name).catch(() => texts.broken);
    setBusy(false);
    setProblem(refused);
  };
  return (
    <>
      <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void save()}>
        {busy ? working : texts.export}
      </button>
      <span class="problem" role="alert">
        {problem}
      </span>
    </>
  );
}
