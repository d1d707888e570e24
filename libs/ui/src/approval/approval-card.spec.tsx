import { describe, expect, it, jest } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { pretendBrowser } from '../browser.fixture.js';
import { ApprovalCard, type ApprovalDecision, type ApprovalEdit, type ApprovalValue } from './approval-card.js';

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

describe('changing a call before it is approved', () => {
  const schema = {
    type: 'object',
    properties: { invoice: { type: 'string', title: 'Invoice' }, fee: { type: 'number' } },
  };

  it('sends all values with the change, under the digest of what was shown', () => {
    const onEdit = jest.fn<(edit: ApprovalEdit) => void>();
    const changeable = { ...approval, mayEdit: true, tool: { ...approval.tool, inputSchema: schema } };
    render(
      <MantineProvider>
        <ApprovalCard approval={changeable} busy={false} onDecide={() => undefined} onEdit={onEdit} />
      </MantineProvider>,
    );
    fireEvent.click(screen.getByRole('button', { name: 'Change and approve' }));
    fireEvent.change(screen.getByLabelText('Invoice'), { target: { value: 'RE-2' } });
    fireEvent.click(screen.getByRole('button', { name: 'Approve with these values' }));
    expect(onEdit).toHaveBeenCalledWith({
      approvalId: 'a1',
      argumentsDigest: 'digest-of-these-values',
      arguments: { ...(approval.arguments as object), invoice: 'RE-2' },
    });
  });

  it('is shown to whoever is asked next, with who changed what, and what it would change there', () => {
    show({
      editedBy: { name: 'Stan Steward' },
      originalArguments: { invoice: 'RE-1', text: '', fee: 5 },
      preview: { before: { status: 'open' }, after: { status: 'reminded' } },
    });
    expect(screen.getByText(/Stan Steward changed the values/)).toBeTruthy();
    expect(screen.getByText('What changes in ERP')).toBeTruthy();
    expect(screen.getByText('reminded')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Change and approve' })).toBeNull();
  });
});
