import type { VNode } from 'preact';
import { useText } from '#web/text/use-text.ts';

/** A QR code as one path in a square of `size` modules, quiet zone included. */
export interface QrView {
  readonly size: number;
  readonly path: string;
}

/** Black on white in every colour scheme: some cameras read nothing else. */
export const QrPicture = ({ code, label }: { code: QrView; label?: string }): VNode => {
  const t = useText().share;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label ?? t.qrAlt}
      shape-rendering="crispEdges"
    >
      <path class="light" d={`M0 0h${code.size}v${code.size}H0z`} />
      <path class="dark" d={code.path} />
    </svg>
  );
};
