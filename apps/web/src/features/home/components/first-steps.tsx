import { Button, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { Link } from 'react-router';
import { Section } from '../../../lib/page.js';
import type { FirstStep } from './first-steps-model.js';

/** What an owner or a steward does first, in order; the next step has the filled button. */
export function FirstSteps({ steps }: { steps: readonly FirstStep[] }) {
  const next = steps.find((step) => !step.done);
  return (
    <Section title="First steps">
      <ol className="gs-list">
        {steps.map((step) => (
          <li key={step.key} className="app-row">
            <span className={step.done ? 'gs-status gs-tone-good' : 'gs-status gs-tone-calm'}>
              {step.done ? (
                <IconCircleCheck size={18} aria-hidden="true" />
              ) : (
                <IconCircleDashed size={18} aria-hidden="true" />
              )}
              {step.done ? 'Done' : 'To do'}
            </span>
            <div className="app-row-main">
              <Text fw={550}>{step.title}</Text>
              {!step.done && <Text c="dimmed">{step.why}</Text>}
            </div>
            {!step.done && (
              <Button
                component={Link}
                to={step.to}
                size="compact-sm"
                variant={step.key === next?.key ? 'filled' : 'default'}
              >
                {step.action}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Section>
  );
}
