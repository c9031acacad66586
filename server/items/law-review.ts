export const REVIEW_DECISIONS = ['still-right', 'revise', 'withdraw'] as const;

export type ReviewDecision = (typeof REVIEW_DECISIONS)[number];

/** What the decisions are called. */
export const DECISION_LABELS: Readonly<Record<ReviewDecision, string>> = {
  'still-right': 'Còn đúng',
  revise: 'Cần sửa',
  withdraw: 'Gỡ',
};

export const findDecision = (code: string): ReviewDecision | undefined =>
  REVIEW_DECISIONS.find((d) => d === code);

/** What a person decided of an item after a document it cites ended, whole or in part. */
export interface LawReview {
  readonly lawKey: string;
  /** What was looked at (`turnOf` of the law): another turn wants another look. */
  readonly endsOn: string;
  readonly decision: ReviewDecision;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}
