import type { JSX } from 'preact';

interface OpenButtonProps {
  readonly label: string;
  /** The accessible name: what is opened. */
  readonly what: string;
  readonly isOpen: boolean;
  readonly onOpen: () => void;
}

/** In a row of a list: shows the panel of its thing. */
export const OpenButton = ({ label, what, isOpen, onOpen }: OpenButtonProps): JSX.Element => (
  <button type="button" class="quiet small" aria-label={what} aria-pressed={isOpen} onClick={onOpen}>
    {label}
  </button>
);
