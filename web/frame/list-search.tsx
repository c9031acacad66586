import type { VNode } from 'preact';

/** The box over a list of officials that finds its rows by words. */
export const ListSearch = ({
  action,
  name,
  label,
  value,
  button,
}: {
  action: string;
  name: string;
  label: string;
  value: string;
  button: string;
}): VNode => (
  <form class="search-box narrow" action={action} role="search">
    <label for={name}>{label}</label>
    <div>
      <input id={name} name={name} type="search" value={value} maxLength={100} autocomplete="off" />
      <button class="button plain">{button}</button>
    </div>
  </form>
);
