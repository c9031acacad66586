import type { VNode } from 'preact';
import type { Letterhead } from '#server/people/unit.ts';
import { vi } from '#web/text/vi.ts';

const t = vi.officialPaper;

/**
 * What stands over a document of an administration when it is printed: name of the unit and number
 * line, Quốc hiệu and Tiêu ngữ, place and day, kind and subject (Phụ lục I Nghị định
 * 30/2020/NĐ-CP). On the screen there is none of it.
 */
export const PaperHead = ({
  letterhead: { above, unit },
  subject,
}: {
  letterhead: Letterhead;
  subject: string;
}): VNode => (
  <div class="paper-only">
    <div class="paper-head">
      <div>
        {above !== '' && <p class="above">{above}</p>}
        <p class="underlined">{unit}</p>
        <p class="number">{t.number}</p>
      </div>
      <div>
        <p>{t.country}</p>
        <p class="motto">{t.motto}</p>
        <p class="day">{t.placeAndDay}</p>
      </div>
    </div>
    <div class="paper-title">
      <p>{t.report}</p>
      <p class="underlined">{subject}</p>
    </div>
  </div>
);

/** Who receives it, and the places where it is signed, the head of the unit's to the right. */
export const PaperFoot = ({ keeper = '' }: { keeper?: string }): VNode => (
  <div class="paper-only paper-foot">
    <div class="receivers">
      <p>{t.receivers}</p>
      {t.receiverLines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </div>
    {keeper !== '' && (
      <div class="signature">
        <p>{t.keeper}</p>
        <p>{keeper}</p>
      </div>
    )}
    <div class="signature">
      <p>{t.head}</p>
    </div>
  </div>
);
