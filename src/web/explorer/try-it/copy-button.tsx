import type { JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';
import type { Texts } from '../../kit/texts/texts.js';

interface CopyButtonProps {
  readonly texts: Texts;
  /** Whose text is copied. */
  readonly source: RefObject<HTMLElement | null>;
  readonly disabled: boolean;
}

/** Copies; if the browser does not allow it (for example without TLS), selects the text so that people can copy it. */
export function CopyButton({ texts, source, disabled }: CopyButtonProps): JSX.Element {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const element = source.current;
    if (element === null) return;
    try {
      await navigator.clipboard.writeText(element.textContent);
      setSaid(texts.copied);
    } catch {
      getSelection()?.selectAllChildren(element);
      setSaid(texts.tryIt.selected);
    }
    setTimeout(() => setSaid(''), 4000);
  };
  return (
    <div class="copy">
      <span role="status" class="hint">
        {said}
      </span>
      <button type="button" class="quiet small" disabled={disabled} onClick={() => void copy()}>
        {texts.copy}
      </button>
    </div>
  );
}
