import { Collapse, Text, UnstyledButton } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import {
  IconChevronDown,
  IconFileText,
  IconHandStop,
  IconMessage2,
  IconMessageQuestion,
  IconTool,
  type Icon,
} from '@tabler/icons-react';
import { Duration, Money } from '../figures/amounts.js';
import { InertText } from '../inert/inert-text.js';
import { JsonView, ValueTable } from '../inert/json-view.js';
import { PracticeMark } from '../marks/practice-mark.js';
import { RiskMark, type RiskName } from '../marks/risk-mark.js';
import { StatusMark, type StepStatusName } from '../marks/status-mark.js';
import { Speaking, type SpeakingValue } from './speaking.js';
import { StackVerdict, type PolicyExplanationValue } from '../policy/refusal.js';

export interface StepValue {
  readonly id: string;
  readonly kind: 'model' | 'tool' | 'question' | 'approval' | 'output';
  readonly status: StepStatusName;
  readonly title: string;
  readonly durationMs?: number | null;
  readonly arguments?: unknown;
  readonly result?: unknown;
  readonly text?: string | null;
  readonly practice: boolean;
  readonly costMicros?: number | null;
  readonly tool?: {
    readonly risk: RiskName;
    readonly title: string;
    readonly connector: { readonly name: string };
  } | null;
  readonly explanation?: PolicyExplanationValue | null;
  /** Who changed the values before the call was approved. */
  readonly editedBy?: { readonly name: string } | null;
}

const KIND_ICON: Readonly<Record<StepValue['kind'], Icon>> = {
  model: IconMessage2,
  tool: IconTool,
  question: IconMessageQuestion,
  approval: IconHandStop,
  output: IconFileText,
};

/** A tool's answer as text where it is text (the usual shape of MCP), as JSON otherwise. */
export function resultText(result: unknown): string | null {
  const content = typeof result === 'object' && result !== null && 'content' in result ? result.content : result;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content) || content.length === 0) return null;
  const texts: string[] = [];
  for (const part of content as readonly unknown[]) {
    if (typeof part !== 'object' || part === null || !('text' in part) || typeof part.text !== 'string') return null;
    texts.push(part.text);
  }
  return texts.join('\n');
}

function StepDetails({ step, resultLink }: { step: StepValue; resultLink: ResultLink | undefined }) {
  const text = step.result == null ? null : resultText(step.result);
  return (
    <div className="gs-step-details">
      {step.text != null && step.text !== '' && step.text !== text && <InertText text={step.text} />}
      {step.arguments != null && (
        <div>
          {step.kind !== 'question' && (
            <Text size="xs" fw={550} mb={4}>
              Asked with
            </Text>
          )}
          <ValueTable
            value={step.arguments}
            caption={step.kind === 'question' ? 'The question and its answer' : 'The values passed to the tool'}
          />
        </div>
      )}
      {step.result != null && (
        <div>
          <Text size="xs" fw={550} mb={4}>
            Answer
          </Text>
          {text === null ? (
            <JsonView value={step.result} label="Answer of the tool" />
          ) : (
            <pre className="gs-answer" tabIndex={0}>
              {text}
            </pre>
          )}
          {resultLink?.(step)}
        </div>
      )}
    </div>
  );
}

/** The calls of a practice run are real; what is scripted are the words around them. */
function isWordOfAModel(step: StepValue): boolean {
  return step.kind === 'model' || step.kind === 'output';
}

/** What a page adds below the answer of a tool: the way to take it along. */
export type ResultLink = (step: StepValue) => ReactNode;

/** What a page adds below a step that was refused: the way to ask for what was missing. */
export type BelowRefusal = (step: StepValue) => ReactNode;

function StepItem({
  step,
  opened,
  belowRefusal,
  speaking,
  resultLink,
  needsReader,
}: {
  step: StepValue;
  opened: boolean;
  needsReader: boolean;
  belowRefusal: BelowRefusal | undefined;
  speaking: SpeakingValue | null;
  resultLink: ResultLink | undefined;
}) {
  const [chosen, setChosen] = useState<boolean | null>(null);
  const open = chosen ?? opened;
  const KindIcon = KIND_ICON[step.kind];
  const hasDetails = (step.text ?? '') !== '' || step.arguments != null || step.result != null;
  return (
    <li className="gs-step" data-status={step.status}>
      <span className="gs-step-icon">
        <KindIcon size={16} stroke={1.75} aria-hidden="true" />
      </span>
      <div className="gs-step-body">
        <div className="gs-step-head">
          {hasDetails ? (
            <UnstyledButton onClick={() => setChosen(!open)} aria-expanded={open} className="gs-disclosure gs-break">
              {step.title} <IconChevronDown size={14} aria-hidden="true" data-open={open || undefined} />
            </UnstyledButton>
          ) : (
            <span className="gs-step-title gs-break">{step.title}</span>
          )}
          {step.tool != null && <RiskMark risk={step.tool.risk} />}
          {step.practice && isWordOfAModel(step) && <PracticeMark />}
          <span className="gs-step-facts">
            <StatusMark status={step.status} quiet={step.status === 'done'} needsReader={needsReader} />
            {step.durationMs != null && step.durationMs > 0 && <Duration ms={step.durationMs} />}
            {step.costMicros != null && step.costMicros > 0 && <Money micros={step.costMicros} />}
          </span>
        </div>
        {step.editedBy != null && (
          <Text size="xs" c="dimmed">
            {step.editedBy.name} changed the values before approving.
          </Text>
        )}
        {step.explanation != null && !step.explanation.allowed && (
          <div className="gs-step-refusal">
            <Text className="gs-break">{step.explanation.sentence}</Text>
            <StackVerdict explanation={step.explanation} />
            {belowRefusal?.(step)}
          </div>
        )}
        {speaking?.stepId === step.id && step.status === 'intended' && <Speaking speaking={speaking} />}
        {hasDetails && (
          <Collapse expanded={open}>
            <StepDetails step={step} resultLink={resultLink} />
          </Collapse>
        )}
      </div>
    </li>
  );
}

/** The steps of a run in order, each with its state; details are one click away and are drawn as inert text. */
export function Timeline({
  steps,
  live,
  belowRefusal,
  speaking = null,
  resultLink,
  needsReader = false,
}: {
  steps: readonly StepValue[];
  live: boolean;
  belowRefusal?: BelowRefusal | undefined;
  /** What the model says in the turn that is under way. */
  speaking?: SpeakingValue | null;
  resultLink?: ResultLink | undefined;
  /** Whether it is the reader for whom it waits. */
  needsReader?: boolean;
}) {
  // The words between the calls are read in passing; those of the result stand on the page already.
  const result = steps.findLast((step) => step.kind === 'output')?.text;
  return (
    <ol className="gs-list gs-timeline" aria-label="Steps of the run" aria-busy={live}>
      {steps.map((step) => (
        <StepItem
          key={step.id}
          step={step}
          opened={step.kind === 'model' && step.text !== result}
          belowRefusal={belowRefusal}
          speaking={speaking}
          resultLink={resultLink}
          needsReader={needsReader}
        />
      ))}
    </ol>
  );
}
