import { describe, expect, it } from '@jest/globals';
import { MantineProvider } from '@mantine/core';
import { fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { pretendBrowser } from '../browser.fixture.js';
import { SchemaForm, type FormValues } from './schema-form.js';

pretendBrowser();

const schema = {
  type: 'object',
  properties: {
    customer: { type: 'string', title: 'Customer', description: 'As on the invoice' },
    days: { type: 'integer', title: 'Days' },
    tone: { type: 'string', title: 'Tone', enum: ['friendly', 'firm'] },
    lines: { type: 'array', title: 'Lines', items: { type: 'object' } },
  },
  required: ['customer'],
};

let latest: FormValues = {};
function Harness({ errors = {} }: { errors?: Record<string, string> }) {
  const [values, setValues] = useState<FormValues>({ customer: 'Müller', days: 14 });
  const keep = (next: FormValues) => {
    latest = next;
    setValues(next);
  };
  return (
    <MantineProvider>
      <SchemaForm schema={schema} values={values} onChange={keep} errors={errors} />
    </MantineProvider>
  );
}

describe('the form of a schema', () => {
  it('fills in what is known and leaves an emptied input out instead of sending an empty text', () => {
    render(<Harness />);
    const customer = screen.getByLabelText(/Customer/);
    expect(customer).toHaveProperty('value', 'Müller');
    fireEvent.change(customer, { target: { value: '' } });
    expect(latest).toEqual({ days: 14 });
  });

  it('says what is wrong beside the field', () => {
    render(<Harness errors={{ days: 'At most 365.' }} />);
    const describedBy = screen.getByLabelText('Days').getAttribute('aria-describedby') ?? '';
    expect(describedBy.split(' ').map((id) => document.getElementById(id)?.textContent)).toContain('At most 365.');
  });

  it('offers what a choice may be', () => {
    render(<Harness />);
    fireEvent.change(screen.getByLabelText('Tone'), { target: { value: 'firm' } });
    expect(latest['tone']).toBe('firm');
  });

  it('takes what cannot be chosen as JSON, and keeps a text that is not yet valid in the field', () => {
    render(<Harness />);
    const lines = screen.getByLabelText('Lines');
    fireEvent.change(lines, { target: { value: '[{"no":1}' } });
    expect(latest['lines']).toBeUndefined();
    expect(screen.getByText('This is not valid JSON yet.')).toBeTruthy();
    fireEvent.change(lines, { target: { value: '[{"no":1}]' } });
    expect(latest['lines']).toEqual([{ no: 1 }]);
  });
});
