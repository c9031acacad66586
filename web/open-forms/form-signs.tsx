import type { VNode } from 'preact';

/**
 * What a form without an account carries to be told from spam: when it was made, what the browser
 * worked (`data-island="form-work"` on the form), and a field that people do not see, named `trap`.
 */
export const FormSigns = ({ token, trap }: { token: string; trap: string }): VNode => (
  <div hidden>
    <input type="hidden" name="token" value={token} />
    <input type="hidden" name="work" value="" />
    <label for="trang-web">{trap}</label>
    <input id="trang-web" name="website" tabIndex={-1} autocomplete="off" />
  </div>
);
