import type { VNode } from 'preact';
import { findValidity, type ValidityState } from '#server/items/validity.ts';
import { useText } from '#web/text/use-text.ts';

export type Tone = 'good' | 'warn' | 'bad' | '';

export const Badge = ({ tone = '', label }: { tone?: Tone; label: string }): VNode => (
  <span class={`badge${tone === '' ? '' : ` ${tone}`}`}>{label}</span>
);

export const ValidityBadge = ({ state }: { state: ValidityState }): VNode => (
  <Badge tone={findValidity(state)?.tone ?? ''} label={useText().names.validity(state)} />
);
