import type { JSX } from 'preact';
import type { Locale } from '../../../platform/openapi/locale.js';
import { type DraftField, lengthOf, LONGEST_MESSAGE } from '../../browser/draft.js';
import type { EditedDraft } from '../../browser/use-draft.js';
import { textsIn } from '../../kit/texts/texts.js';
import type { FoundCustomer } from '../../browser/api-types.js';
import type { BankChoice } from './bank-select.js';
import { CustomerField } from './customer-field.js';
import { DraftInput, type DraftValue } from './draft-input.js';

/** A customer whose id is public. */
export interface ExampleCustomer {
  readonly bankId: string;
  readonly customerId: string;
  readonly name: string;
}

interface DraftFieldsProps {
  readonly locale: Locale;
  readonly edited: EditedDraft;
  readonly choice: BankChoice;
  readonly maySearch: boolean;
  readonly searchedBank: string;
  readonly chosen: FoundCustomer | undefined;
  readonly onChoose: (customer: FoundCustomer | undefined) => void;
  readonly example: ExampleCustomer | undefined;
  readonly onExample: (example: ExampleCustomer) => void;
}

const TRANSPORTS = ['SMS', 'EMAIL', 'LETTER'];

/** The recipient, the sender, the transport and the text. */
export function DraftFields({ locale, edited, choice, example, onExample, ...search }: DraftFieldsProps): JSX.Element {
  const texts = textsIn(locale).send;
  const { draft, problems, change } = edited;
  const field = (name: DraftField): DraftValue => ({
    name,
    value: draft[name],
    problem: problems[name],
    onInput: (value) => change(name, value),
  });
  return (
    <>
      <CustomerField locale={locale} bankId={choice.bankId} {...search} {...field('customer')} />
      {example !== undefined && (
        <button type="button" class="quiet example" onClick={() => onExample(example)}>
          {texts.example(example.name)}
        </button>
      )}
      <div class="pair">
        <DraftInput {...field('person')} label={texts.person} />
        <DraftInput {...field('department')} label={texts.department} />
      </div>
      <DraftInput {...field('transport')} label={texts.transport} hint={texts.transportHint}>
        {TRANSPORTS.map((transport) => (
          <option key={transport} value={transport} />
        ))}
      </DraftInput>
      <DraftInput
        {...field('message')}
        label={texts.message}
        hint={texts.counted(lengthOf(draft.message), LONGEST_MESSAGE)}
        rows={5}
        required
      />
    </>
  );
}
