const LONGEST = 300;

/** What is selected on the page goes along to the form that says a word is wrong. */
export function mount(element: HTMLElement): void {
  const link = element as HTMLAnchorElement;
  document.addEventListener('selectionchange', () => {
    const selected = document.getSelection()?.toString().replace(/\s+/gu, ' ').trim() ?? '';
    const address = new URL(link.href);
    if (selected === '') address.searchParams.delete('chu');
    else address.searchParams.set('chu', selected.slice(0, LONGEST));
    link.href = address.href;
  });
}
