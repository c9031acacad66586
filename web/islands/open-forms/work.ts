import { WORK_BITS, zeroBits } from '#server/open-forms/spam.ts';

/** Gives the page a turn after so many tries: typing goes first. */
const AT_ONCE = 200;

async function findNonce(token: string): Promise<string> {
  const encoder = new TextEncoder();
  for (let nonce = 0; ; nonce++) {
    const hash = await crypto.subtle.digest('SHA-256', encoder.encode(`${token}.${nonce}`));
    if (zeroBits(new Uint8Array(hash)) >= WORK_BITS) return String(nonce);
    if (nonce % AT_ONCE === 0)
      await new Promise((resolve) => {
        setTimeout(resolve, 0);
      });
  }
}

/**
 * The browser works a moment while somebody writes: a flood of letters would have to work as long
 * for each. Plain http has no `crypto.subtle`: the form goes without.
 */
export function mount(element: HTMLElement): void {
  const form = element as HTMLFormElement;
  const field = (name: string): HTMLInputElement | null =>
    form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
  const [token, work] = [field('token'), field('work')];
  if (token === null || work === null || !isSecureContext) return;
  void findNonce(token.value).then((nonce) => {
    work.value = nonce;
  }, reportError);
}
