import { toolUsesOf, type ModelMessage, type ToolResultBlock } from '../domain/conversation.js';
import { isSettled, type StepState } from '../domain/step.js';

/**
 * The conversation that the stored steps tell. It only ever grows at its end: the messages of turn n + 1 begin with those
 * of turn n, so that the service's cache holds. Whoever takes a run over rebuilds the very same bytes.
 * @param opening the first message, with the inputs
 * @param steps in the order of their numbers
 */
export function conversationOf(opening: string, steps: readonly StepState[]): ModelMessage[] {
  const messages: ModelMessage[] = [{ role: 'user', content: [{ type: 'text', text: opening }] }];
  for (const step of steps) {
    if (step.kind === 'model' && step.reply !== null && step.reply.blocks.length > 0) {
      messages.push({ role: 'assistant', content: step.reply.blocks });
      const results = toolResults(step, steps);
      if (results.length > 0) messages.push({ role: 'user', content: results });
    }
    if (step.kind === 'output' && step.status === 'failed' && step.told !== null) {
      messages.push({ role: 'user', content: [{ type: 'text', text: step.told }] });
    }
  }
  return messages;
}

/** The results of a turn go back in one message, in the order in which the model asked. */
function toolResults(model: StepState, steps: readonly StepState[]): ToolResultBlock[] {
  if (model.reply?.end !== 'tools') return [];
  return toolUsesOf(model.reply.blocks).flatMap((use, useIndex): ToolResultBlock[] => {
    const told = steps.findLast(
      (step) => step.turn === model.turn && step.useIndex === useIndex && isSettled(step.status) && step.told !== null,
    );
    if (told === undefined || told.told === null) return [];
    const result = { type: 'tool_result', tool_use_id: use.id, content: told.told } as const;
    return [told.status === 'done' ? result : { ...result, is_error: true }];
  });
}
