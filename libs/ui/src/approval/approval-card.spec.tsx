import { describe, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { pretendBrowser } from '../browser.fixture.js';
import { ApprovalCard, type ApprovalDecision, type ApprovalValue } from './approval-card.js';

pretendBrowser();

const approval: ApprovalValue = {
  id: 'a1',
  arguments: { invoice: 'RE-1', text: '<img src=x onerror=alert(1)>', fee: 0 },
  argumentsDigest: 'digest-of-these-values',
  reason: 'Asks the person who runs it.',
  requestedAt: '2026-11-21T10:00:00Z',
  expiresAt: '2026-11-22T10:00:00Z',
  mayDecide: true,
  tool: {
    name: 'create_reminder',
    title: '',
    description: '',
    risk: 'write',
    reachesOutside: false,
    connector: { name: 'ERP' },
  },
};

function show(changed: Partial<ApprovalValue> = {}): jest.Mock<(decision: ApprovalDecision) => void> {
  const onDecide = jest.fn<(decision: ApprovalDecision) => void>();
  render(
    <MantineProvider>
      <ApprovalCard approval={{ ...approval, ...changed }} busy={false} onDecide={onDecide} />
    </MantineProvider>,
  );
  return onDecide;
}

describe('the approval card', () => {
  it('shows every value exactly, marks of other languages included', () => {
    show();
    expect(screen.getByText('<img src=x onerror=alert(1)>')).toBeTruthy();
    expect(screen.getAllByRole('row')).toHaveLength(3);
    expect(document.querySelector('img')).toBeNull();
  });

  it('answers for the values that were shown, by their digest', () => {
    const onDecide = show();
    fireEvent.click(screen.getByRole('button', { name: 'Approve this call' }));
    expect(onDecide).toHaveBeenCalledWith({
      approvalId: 'a1',
      argumentsDigest: 'digest-of-these-values',
      approve: true,
      reason: undefined,
    });
  });

  it('asks why before it refuses, and does not approve meanwhile', () => {
    const onDecide = show();
    fireEvent.click(screen.getByRole('button', { name: 'Refuse' }));
    expect(screen.getByRole('button', { name: 'Approve this call' })).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByLabelText('Why not?'), { target: { value: ' Disputed. ' } });
    fireEvent.click(screen.getByRole('button', { name: 'Refuse and go on' }));
    expect(onDecide).toHaveBeenCalledWith(expect.objectContaining({ approve: false, reason: 'Disputed.' }));
  });

  it('offers no button to someone who may only look', () => {
    show({ mayDecide: false });
    expect(screen.queryByRole('button', { name: 'Approve this call' })).toBeNull();
    expect(screen.getByText(/someone else has to decide/)).toBeTruthy();
  });
});
