import type { JSX } from 'preact';
import type { OperationView } from '../operation-view.js';
import type { Texts } from '../../kit/texts/texts.js';

interface VersionFieldProps {
  readonly operation: OperationView;
  readonly version: string;
  readonly texts: Texts;
  readonly onChange: (version: string) => void;
}

/** The version to call, if the operation answers under several. */
export function VersionField({ operation, version, texts, onChange }: VersionFieldProps): JSX.Element | null {
  if (operation.answersUnder.length < 2) return null;
  return (
    <label>
      {texts.tryIt.version}
      <select value={version} onChange={(event) => onChange(event.currentTarget.value)} autocomplete="off">
        {operation.answersUnder.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </label>
  );
}
