import type { VNode } from 'preact';
import { vi } from '#web/text/vi.ts';

const t = vi.correction;

/** How tones are typed, and the keys; the script shows it. */
export const Typing = ({ keys }: { keys: boolean }): VNode => (
  <div class="card stack typing" hidden data-typing>
    <fieldset>
      <legend>{t.typing.legend}</legend>
      <div class="options">
        {(['telex', 'vni', 'off'] as const).map((method) => (
          <label class="choice" key={method}>
            <input type="radio" name="go-dau" value={method} /> {t.typing[method]}
          </label>
        ))}
      </div>
    </fieldset>
    {keys && (
      <dl class="key-list" aria-label={t.keys.label}>
        {t.keys.list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    )}
  </div>
);
