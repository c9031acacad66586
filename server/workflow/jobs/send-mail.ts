import { AppError } from '#server/base/errors.ts';
import type { Mail } from '../notice.ts';

export interface MailSettings {
  /** `smtp://user:password@host:587` or `smtps://…`; nodemailer's options may follow as a query. */
  readonly url: string;
  readonly from: string;
}

/**
 * Hands one mail to the server. Throws `mail-unavailable`, with `refused: true` when the server
 * will never take this very mail, and `noMailbox: true` when it says that nobody has the address.
 */
export type SendMail = (mail: Mail) => Promise<void>;

const CONNECT_MS = 10_000;
const SILENT_MS = 20_000;

/**
 * 5xx to the recipient or to the text (RFC 5321 §4.2.1): the same mail is not sent again. A refused
 * password, sender or STARTTLS concerns every mail.
 */
const isRefusal = (error: unknown): boolean => {
  const { responseCode = 0, command = '' } = error as { responseCode?: number; command?: string };
  return responseCode >= 500 && (command === 'RCPT TO' || command === 'DATA');
};

/**
 * The address itself is refused; not by a rule of the server (RFC 3463: 5.7.x), which may concern
 * every letter.
 */
const isNoMailbox = (error: unknown): boolean => {
  const { command = '', response = '' } = error as { command?: string; response?: string };
  return isRefusal(error) && command === 'RCPT TO' && !/\b5\.7\.\d/u.test(response);
};

/**
 * Sends through an SMTP server, a connection for each mail. A user name and password leave this
 * machine only over TLS: with them, a server without STARTTLS is not used. `silentMs` bounds a
 * server that stops answering.
 */
export function openMail({ url, from }: MailSettings, silentMs = SILENT_MS): SendMail {
  const { username, protocol } = new URL(url);
  const options = {
    url,
    connectionTimeout: Math.min(CONNECT_MS, silentMs),
    greetingTimeout: Math.min(CONNECT_MS, silentMs),
    socketTimeout: silentMs,
    dnsTimeout: CONNECT_MS,
    ...(username !== '' && protocol === 'smtp:' ? { requireTLS: true } : {}),
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return async ({ to, subject, text, headers }) => {
    // Most processes never send one: the library is read with the first.
    const transport = (await import('nodemailer')).createTransport(options);
    try {
      // RFC 3834: no out-of-office answers to a machine.
      await transport.sendMail({
        from,
        to,
        subject,
        text,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      });
    } catch (error) {
      const details = { refused: isRefusal(error), noMailbox: isNoMailbox(error) };
      throw new AppError('mail-unavailable', details, { cause: error });
    }
  };
}
