interface Words {
  readonly copied: string;
  readonly byHand: string;
}

/**
 * The button copies the text of the field beside it; where the browser refuses, it selects the
 * text.
 */
export const mount = (root: HTMLElement): void => {
  const words = JSON.parse(root.dataset['text']!) as Words;
  const field = root.querySelector('textarea')!;
  const button = root.querySelector('button')!;
  const status = root.querySelector<HTMLElement>('[role=status]')!;
  button.addEventListener('click', () => {
    status.textContent = '';
    // Plain http has no clipboard.
    Promise.resolve(
      navigator.clipboard?.writeText(field.value) ?? Promise.reject(new Error('no clipboard')),
    ).then(
      () => {
        status.textContent = words.copied;
      },
      () => {
        field.focus();
        field.select();
        status.textContent = words.byHand;
      },
    );
  });
  button.hidden = false;
};
