import { describe, expect, it } from '@jest/globals';
import { withNews } from './use-run-words.js';

const news = (from: number, text: string, attempt = 1, stepId = 's') => ({ stepId, attempt, from, text });

describe('words that arrive', () => {
  it('are added where they belong', () => {
    const heard = withNews(withNews(undefined, news(0, 'Dear ')), news(5, 'Ada'));
    expect(heard).toEqual({ stepId: 's', attempt: 1, text: 'Dear Ada' });
    expect(withNews(heard, news(5, 'Ada Albrecht')).text).toBe('Dear Ada Albrecht');
  });

  it('take the place of all before when they begin anew, for another attempt or another turn', () => {
    const heard = withNews(undefined, news(0, 'Dear Bob'));
    expect(withNews(heard, news(0, '', 2))).toEqual({ stepId: 's', attempt: 2, text: '' });
    expect(withNews(heard, news(0, 'Now', 1, 't'))).toEqual({ stepId: 't', attempt: 1, text: 'Now' });
  });
});
