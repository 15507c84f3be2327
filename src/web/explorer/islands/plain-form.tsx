import type { ComponentChildren, JSX, TargetedSubmitEvent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../browser/api.js';
import { Field } from './field.js';

export interface PlainField<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** What stands in it at first. */
  readonly value?: string;
  readonly hint?: string;
  readonly required?: boolean;
}

interface PlainFormProps<Name extends string> {
  /** Tells its fields apart from those of other forms of the page. */
  readonly id: string;
  readonly fields: readonly PlainField<Name>[];
  readonly submit: string;
  readonly busy: boolean;
  readonly onSubmit: (values: Readonly<Record<Name, string>>) => Promise<Outcome | undefined>;
  readonly children?: ComponentChildren;
}

/** A form of plain fields. What the service refuses is said beside the field that its words name, or else below. */
export function PlainForm<Name extends string>({ id, fields, submit, busy, onSubmit, children }: PlainFormProps<Name>): JSX.Element {
  const form = useRef<HTMLFormElement>(null);
  const initial = Object.fromEntries(fields.map(({ name, value = '' }) => [name, value])) as Record<Name, string>;
  const [values, setValues] = useState(initial);
  const [refusal, refuse] = useState('');
  const wrong = fields.find(({ name }) => new RegExp(String.raw`\bfield ${name} `).test(refusal))?.name;
  useEffect(() => {
    if (wrong !== undefined) form.current?.querySelector<HTMLElement>(`[name="${wrong}"]`)?.focus();
  }, [refusal]);
  const send = async (event: TargetedSubmitEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const entries = Object.entries<string>(values).map(([name, value]) => [name, value.trim()]);
    const outcome = await onSubmit(Object.fromEntries(entries) as Record<Name, string>);
    refuse(outcome?.ok === false ? outcome.problem : '');
  };
  return (
    <form class="fields written" ref={form} onSubmit={(event) => void send(event)}>
      <div class="pair">
        {fields.map(({ name, label, hint, required = false }) => (
          <Field
            key={name}
            {...{ id: `${id}-${name}`, name, label, hint, required, value: values[name] }}
            problem={name === wrong ? refusal : ''}
            onInput={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
      </div>
      {children}
      {wrong === undefined && refusal !== '' && (
        <p class="problem" role="alert">
          {refusal}
        </p>
      )}
      <div class="row">
        <button type="submit" aria-disabled={busy || undefined}>
          {submit}
        </button>
      </div>
    </form>
  );
}
