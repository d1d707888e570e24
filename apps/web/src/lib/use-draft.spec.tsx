import { beforeEach, describe, expect, it } from '@jest/globals';
import { act, renderHook } from '@testing-library/react';
import { useDraft } from './use-draft.js';

const EMPTY = { title: '', task: '' };

describe('what is typed into a form', () => {
  beforeEach(() => {
    window.sessionStorage.clear();
  });

  it('is there again after a reload', () => {
    const first = renderHook(() => useDraft('register', EMPTY));
    act(() => first.result.current.patch({ title: 'Chase invoices' }));
    first.unmount();
    const second = renderHook(() => useDraft('register', EMPTY));
    expect(second.result.current.value).toEqual({ title: 'Chase invoices', task: '' });
    expect(second.result.current.restored).toBe(true);
  });

  it('is kept even when the page is left before the pause that gathers keystrokes', () => {
    const { result } = renderHook(() => useDraft('register', EMPTY));
    act(() => result.current.patch({ task: 'Every Monday' }));
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(window.sessionStorage.getItem('groundswell.draft.register')).toContain('Every Monday');
  });

  it('is forgotten once it is saved', () => {
    const first = renderHook(() => useDraft('register', EMPTY));
    act(() => first.result.current.patch({ title: 'Saved' }));
    act(() => first.result.current.clear(EMPTY));
    first.unmount();
    expect(renderHook(() => useDraft('register', EMPTY)).result.current).toMatchObject({
      value: EMPTY,
      restored: false,
    });
  });

  it('does not mix with another form, and begins fresh when what is stored cannot be read', () => {
    window.sessionStorage.setItem('groundswell.draft.broken', '{"title":');
    expect(renderHook(() => useDraft('broken', EMPTY)).result.current.value).toEqual(EMPTY);
    expect(renderHook(() => useDraft('other', EMPTY)).result.current.restored).toBe(false);
  });

  it('is nothing as long as nobody types', () => {
    renderHook(() => useDraft('untouched', EMPTY)).unmount();
    expect(window.sessionStorage.length).toBe(0);
  });
});
