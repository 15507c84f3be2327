import type { JSX, RefObject } from 'preact';
import type { Call } from '../../browser/call.js';
import type { Texts } from '../../kit/texts/texts.js';

interface ConfirmDialogProps {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly texts: Texts;
  readonly call: Call;
  readonly onConfirm: () => void;
}

/** Asks before something is deleted. */
export function ConfirmDialog({ dialog, texts, call, onConfirm }: ConfirmDialogProps): JSX.Element {
  const answer = (confirmed: boolean) => (): void => {
    dialog.current?.close();
    if (confirmed) onConfirm();
  };
  return (
    <dialog ref={dialog} aria-labelledby="try-confirm" aria-describedby="try-confirm-call">
      <h2 id="try-confirm">{texts.tryIt.confirm}</h2>
      <p id="try-confirm-call">
        {texts.tryIt.confirmText} <code>{`${call.verb} ${call.target}`}</code>
      </p>
      <div class="row">
        <button type="button" class="quiet" onClick={answer(false)}>
          {texts.tryIt.cancel}
        </button>
        <button type="button" class="danger" onClick={answer(true)}>
          {texts.tryIt.confirmed}
        </button>
      </div>
    </dialog>
  );
}
