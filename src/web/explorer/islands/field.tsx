import type { ComponentChildren, JSX } from 'preact';

interface FieldProps {
  /** Also the beginning of the ids of what is written under it. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** What is wrong with it; empty or undefined for nothing. */
  readonly problem?: string | undefined;
  /** What is written under the field. */
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** The number of lines; without it, a field of one line. */
  readonly rows?: number | undefined;
  /** Suggested values; any other may be entered. */
  readonly children?: ComponentChildren;
  readonly onInput: (value: string) => void;
}

/** A labelled field with its hint and, if something is wrong, the error. */
export function Field({ id, name, label, value, problem = '', hint, required = false, rows, children, onInput }: FieldProps): JSX.Element {
  const common = { id, name, value, required, 'aria-invalid': problem !== '', 'aria-describedby': `${id}-problem ${id}-hint` };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows === undefined ? (
        <input
          {...common}
          list={children === undefined ? undefined : `${id}-list`}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      {children !== undefined && <datalist id={`${id}-list`}>{children}</datalist>}
      <p class="below">
        <span class="problem" id={`${id}-problem`}>
          {problem}
        </span>
        <span class="hint" id={`${id}-hint`}>
          {hint}
        </span>
      </p>
    </div>
  );
}
