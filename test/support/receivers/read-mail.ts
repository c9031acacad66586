/** A mail as a server took it. */
export interface ReceivedMail {
  readonly raw: string;
}

/** The text of a mail, whatever it was encoded as for the way. */
export function textOf({ raw }: ReceivedMail): string {
  const [head = '', body = ''] = raw.split(/\r\n\r\n([\s\S]*)/u);
  if (/base64/iu.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  const bytes = body
    .replaceAll(/=\r\n/gu, '')
    .replaceAll(/=([0-9A-F]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return /quoted-printable/iu.test(head) ? Buffer.from(bytes, 'latin1').toString('utf8') : body;
}
