import type { VNode } from 'preact';

export type Tone = 'good' | 'warn' | 'bad' | '';

export const Badge = ({ tone = '', label }: { tone?: Tone; label: string }): VNode => (
  <span class={`badge${tone === '' ? '' : ` ${tone}`}`}>{label}</span>
);
