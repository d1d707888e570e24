import { describe, expect, it } from '@jest/globals';
import { SecretScrubber } from './secret-scrubber.js';

describe('the scrubber', () => {
  it('takes a secret out wherever it stands, in part too', () => {
    const scrubber = new SecretScrubber(['postgres://reader:p%40ssword9@db.test:5432/crm', 'Bearer abcdef123456']);
    expect(scrubber.text('FATAL: p@ssword9 p%40ssword9 postgres://reader:p%40ssword9@db.test:5432/crm')).toBe(
      'FATAL: [secret] [secret] [secret]',
    );
    expect(scrubber.json({ abcdef123456: ['x abcdef123456', 7, null, { a: 'Bearer abcdef123456' }] })).toEqual({
      '[secret]': ['x [secret]', 7, null, { a: '[secret]' }],
    });
  });

  it('leaves texts alone that only look like a short secret', () => {
    expect(new SecretScrubber(['a', 'to', '']).text('to a man')).toBe('to a man');
  });
});
