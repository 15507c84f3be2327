import type { JSX } from 'preact';
import { meaningOf } from '../field-meaning.js';
import type { FieldView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';

interface FieldTableProps {
  readonly id: string;
  readonly title: string;
  readonly fields: readonly FieldView[];
  readonly texts: Texts;
  /** Whether to show nothing at all if there are none. */
  readonly optional?: boolean;
}

/** Parameters or fields with an example each. */
export function FieldTable({ id, title, fields, texts, optional = false }: FieldTableProps): JSX.Element | null {
  if (fields.length === 0 && optional) return null;
  const words = texts.operation;
  const explained = fields.some((field) => meaningOf(field, texts) !== '');
  return (
    <>
      <h2 id={id}>{title}</h2>
      {fields.length === 0 ? (
        <p>{words.noFields}</p>
      ) : (
        <div class="scroll" tabIndex={0} role="region" aria-labelledby={id}>
          <table>
            <thead>
              <tr>
                <th scope="col">{explained ? words.nameAndExample : words.name}</th>
                <th scope="col">{explained ? words.meaning : words.example}</th>
              </tr>
            </thead>
            <tbody>
              {fields.map((field) => (
                <tr key={field.name}>
                  <th scope="row">
                    <code>{field.glossary === undefined ? field.name : <a href={`/glossary#${field.glossary}`}>{field.name}</a>}</code>
                    {explained && <Example field={field} />}
                  </th>
                  <td>{explained ? meaningOf(field, texts) : <Example field={field} />}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

/** Under the name where there is a meaning too: three columns would leave none of them room. */
const Example = ({ field: { example } }: { readonly field: FieldView }): JSX.Element => <code class="example">{example}</code>;
