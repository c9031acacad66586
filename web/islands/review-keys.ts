/**
 * The right and left keys turn the pages of the preview as the links or buttons below it do, except
 * while somebody types or ticks.
 */
export function mount(element: HTMLElement): void {
  document.addEventListener('keydown', (event) => {
    if (
      event.altKey ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      (event.target instanceof Element && event.target.closest('input, textarea, select, summary'))
    )
      return;
    const way = event.key === 'ArrowRight' ? 'next' : event.key === 'ArrowLeft' ? 'prev' : '';
    if (way !== '') element.querySelector<HTMLElement>(`[data-turn=${way}]`)?.click();
  });
}
