import { withEraseTime } from '#server/questions/erasing.ts';
import type { Question } from '#server/questions/question.ts';
import { NOW, nextId } from '../builders.ts';

/** A question that waits, as the form makes it. */
export function aQuestion(more: Partial<Question> = {}): Question {
  const id = more.id ?? nextId();
  return withEraseTime({
    id,
    number: '',
    secretHash: `hash-${id}`,
    state: 'waiting',
    version: 0,
    unitId: 'so-tu-phap',
    way: 'web',
    text: 'Đất khai hoang từ năm 1990 có được cấp sổ đỏ không?',
    locality: '',
    contact: { email: 'nguoi.hoi@example.com', phone: '' },
    subject: '',
    createdAt: NOW,
    runsFrom: NOW,
    messages: [],
    draft: null,
    answer: null,
    closing: '',
    settledAt: null,
    mail: null,
    helped: null,
    itemId: null,
    events: [{ at: NOW, act: 'asked', byId: '', byName: '', note: '' }],
    eraseAt: null,
    ...more,
  });
}

/** The same, answered. */
export const answeredQuestion = (more: Partial<Question> = {}): Question =>
  aQuestion({
    state: 'answered',
    settledAt: NOW,
    subject: '11',
    answer: {
      text: 'Được, nếu không có tranh chấp.',
      citations: [],
      by: 'Cán bộ A',
      approvedBy: 'Cán bộ B',
      at: NOW,
    },
    ...more,
  });
