import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

export interface Disclosure<Root extends HTMLElement> {
  readonly open: boolean;
  readonly toggle: () => void;
  /** Goes on what contains the button and what it shows. */
  readonly root: RefObject<Root | null>;
}

/**
 * What a button shows and hides. Escape hides it and gives the focus back to the button; so do, without the focus, a click and the focus
 * elsewhere.
 *
 * @param button the button.
 */
export function useDisclosure<Root extends HTMLElement>(button: RefObject<HTMLButtonElement | null>): Disclosure<Root> {
  const [open, setOpen] = useState(false);
  const root = useRef<Root>(null);
  useEffect(() => {
    if (!open) return;
    const elsewhere = ({ target }: Event): void => {
      if (root.current?.contains(target as Node) !== true) setOpen(false);
    };
    const escape = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]') !== null) return;
      setOpen(false);
      button.current?.focus();
    };
    const ends = new AbortController();
    document.addEventListener('pointerdown', elsewhere, ends);
    document.addEventListener('focusin', elsewhere, ends);
    document.addEventListener('keydown', escape, ends);
    return () => ends.abort();
  }, [open]);
  return { open, toggle: () => setOpen(!open), root };
}
