import type { JSX, RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Locale } from '../../../platform/openapi/locale.js';
import type { Pages } from '../../browser/use-pages.js';
import { textsIn } from '../../kit/texts/texts.js';

interface OlderButtonProps {
  readonly locale: Locale;
  readonly pages: Pick<Pages<unknown>, 'older' | 'busy'>;
  readonly label: string;
  readonly list: RefObject<HTMLElement | null>;
  /** A selector of what can have the focus in the list: one element for each entry. */
  readonly entry: string;
}

/** Shows older entries, where there are any. Reading continues at the first of them: the button may be gone then. */
export function OlderButton({ locale, pages: { older, busy }, label, list, entry }: OlderButtonProps): JSX.Element | null {
  const [known, setKnown] = useState<number>();
  useEffect(() => {
    if (known !== undefined) list.current?.querySelectorAll<HTMLElement>(entry)[known]?.focus();
    setKnown(undefined);
  }, [known]);
  if (older === undefined) return null;
  const show = async (): Promise<void> => {
    const before = list.current?.querySelectorAll(entry).length ?? 0;
    await older();
    setKnown(before);
  };
  return (
    <button type="button" class="quiet" aria-disabled={busy || undefined} onClick={() => void show()}>
      {busy ? textsIn(locale).working : label}
    </button>
  );
}
