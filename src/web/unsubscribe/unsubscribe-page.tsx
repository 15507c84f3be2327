import type { JSX } from 'preact';
import { FormPage } from '../kit/form-page.js';
import { Notice } from '../kit/notice.js';
import type { PageContext } from '../kit/page.js';

interface UnsubscribePageProps {
  readonly context: PageContext;
  /** Where the form is sent to: this page. */
  readonly action: string;
}

/** What the button sends is what mail programs send (RFC 8058). */
export const UnsubscribePage = ({ context, action }: UnsubscribePageProps): JSX.Element => (
  <FormPage context={context} texts={context.texts.unsubscribe} action={action} problem="">
    <input type="hidden" name="List-Unsubscribe" value="One-Click" />
  </FormPage>
);

interface UnsubscribeNoticeProps {
  readonly context: PageContext;
  readonly notice: 'done' | 'invalid';
}

export const UnsubscribeNotice = ({ context, notice }: UnsubscribeNoticeProps): JSX.Element => (
  <Notice context={context} title={context.texts.unsubscribe[notice]}>
    <p class="lead">{context.texts.unsubscribe[`${notice}Text`]}</p>
  </Notice>
);
