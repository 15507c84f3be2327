import type { ComponentChildren, JSX } from 'preact';
import type { DraftField } from '../../browser/draft.js';
import { Field } from './field.js';

/** The part of a field that belongs to the draft. */
export interface DraftValue {
  readonly name: DraftField;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onInput: (value: string) => void;
}

interface DraftInputProps extends DraftValue {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly required?: boolean;
  readonly rows?: number;
  readonly children?: ComponentChildren;
}

/** A field of the draft. */
export const DraftInput = (props: DraftInputProps): JSX.Element => <Field id={`draft-${props.name}`} {...props} />;
