import type { ComponentChildren, JSX } from 'preact';
import type { DraftField } from '../../browser/draft.js';

/** The part of a field that belongs to the draft. */
export interface DraftValue {
  readonly name: DraftField;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onInput: (value: string) => void;
}

interface DraftInputProps extends DraftValue {
  readonly label: string;
  /** What is written under the field. */
  readonly hint?: string | undefined;
  readonly required?: boolean;
  /** The number of lines; without it, a field of one line. */
  readonly rows?: number;
  /** Suggested values; any other may be entered. */
  readonly children?: ComponentChildren;
}

/** A labelled field with its hint and, if something is wrong, the error. */
export function DraftInput({ name, label, value, problem = '', hint, rows, children, ...rest }: DraftInputProps): JSX.Element {
  const common = {
    id: `draft-${name}`,
    name,
    value,
    required: rest.required ?? false,
    'aria-invalid': problem !== '',
    'aria-describedby': `draft-${name}-problem draft-${name}-hint`,
  };
  return (
    <div class="field">
      <label for={common.id}>{label}</label>
      {rows === undefined ? (
        <input
          {...common}
          list={children === undefined ? undefined : `draft-${name}-list`}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => rest.onInput(event.currentTarget.value)}
        />
      ) : (
        <textarea {...common} rows={rows} onInput={(event) => rest.onInput(event.currentTarget.value)} />
      )}
      {children !== undefined && <datalist id={`draft-${name}-list`}>{children}</datalist>}
      <p class="below">
        <span class="problem" id={`draft-${name}-problem`}>
          {problem}
        </span>
        <span class="hint" id={`draft-${name}-hint`}>
          {hint}
        </span>
      </p>
    </div>
  );
}
