import type { VNode } from 'preact';
import type { Standing } from '#server/laws/standing.ts';
import { standingNote } from '#web/items/standing.tsx';
import { offlinePlanPath, savedPath } from '#web/paths/reading.ts';
import { useText } from '#web/text/use-text.ts';

interface SaveOfflineProps {
  readonly id: string;
  readonly version: number;
  /** About how much is saved. */
  readonly bytes: number;
  readonly standing: Standing;
}

/**
 * The fold is closed like its neighbours, so that nothing moves when the script finds out whether
 * the item is saved already.
 */
export const SaveOffline = ({ id, version, bytes, standing }: SaveOfflineProps): VNode => {
  const text = useText();
  const { offline: t, units } = text;
  return (
    <details
      class="screen-only"
      data-island="save-item"
      data-item={id}
      data-version={version}
      data-validity={standingNote(text, standing)}
      data-day={standing.day}
      data-plan={offlinePlanPath(id)}
      data-text={JSON.stringify(t.saveScript)}
    >
      <summary>{t.save}</summary>
      <div class="stack">
        <p>{t.saveNote(units.bytes(bytes))}</p>
        <p class="row">
          <button type="button" class="button plain" hidden>
            {t.saveScript.save}
          </button>{' '}
          <button type="button" class="button plain" hidden>
            {t.saveScript.remove}
          </button>{' '}
          <span role="status" />
        </p>
        <p>
          <a href={savedPath()}>{t.all}</a>
        </p>
        <noscript>
          <p>{t.noScript}</p>
        </noscript>
      </div>
    </details>
  );
};
